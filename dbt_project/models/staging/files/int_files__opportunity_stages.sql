{{ config(enabled='opportunity_stages' in var('files_entities')) }}
{{ base_rows('files', 'opportunity_stages') }}
