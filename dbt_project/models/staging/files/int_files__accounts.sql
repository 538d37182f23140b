{{ config(enabled='accounts' in var('files_entities')) }}
{{ base_rows('files', 'accounts') }}
