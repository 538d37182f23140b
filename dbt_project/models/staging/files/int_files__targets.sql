{{ config(enabled='targets' in var('files_entities')) }}
{{ base_rows('files', 'targets') }}
