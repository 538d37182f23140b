{{ config(enabled='annotations' in var('files_entities')) }}
{{ base_rows('files', 'annotations') }}
