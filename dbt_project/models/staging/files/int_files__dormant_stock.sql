{{ config(enabled='dormant_stock' in var('files_entities')) }}
{{ base_rows('files', 'dormant_stock') }}
