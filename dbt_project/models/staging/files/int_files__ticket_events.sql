{{ config(enabled='ticket_events' in var('files_entities')) }}
{{ base_rows('files', 'ticket_events') }}
