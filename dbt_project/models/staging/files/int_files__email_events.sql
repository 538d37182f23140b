{{ config(enabled='email_events' in var('files_entities')) }}
{{ base_rows('files', 'email_events') }}
