{{ config(enabled='touches' in var('files_entities')) }}
{{ base_rows('files', 'touches') }}
