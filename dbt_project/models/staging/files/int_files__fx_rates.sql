{{ config(enabled='fx_rates' in var('files_entities')) }}
{{ base_rows('files', 'fx_rates') }}
