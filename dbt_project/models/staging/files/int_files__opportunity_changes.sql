{{ config(enabled='opportunity_changes' in var('files_entities')) }}
{{ base_rows('files', 'opportunity_changes') }}
