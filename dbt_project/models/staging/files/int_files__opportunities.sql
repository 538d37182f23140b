{{ config(enabled='opportunities' in var('files_entities')) }}
{{ base_rows('files', 'opportunities') }}
