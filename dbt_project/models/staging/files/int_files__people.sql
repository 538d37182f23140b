{{ config(enabled='people' in var('files_entities')) }}
{{ base_rows('files', 'people') }}
