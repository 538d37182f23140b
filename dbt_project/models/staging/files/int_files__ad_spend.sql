{{ config(enabled='ad_spend' in var('files_entities')) }}
{{ base_rows('files', 'ad_spend') }}
