{{ config(enabled='activities' in var('files_entities')) }}
{{ base_rows('files', 'activities') }}
