{{ config(enabled='costs' in var('files_entities')) }}
{{ base_rows('files', 'costs') }}
