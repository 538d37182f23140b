{{ config(enabled='lead_stage_events' in var('files_entities')) }}
{{ base_rows('files', 'lead_stage_events') }}
