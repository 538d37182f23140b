{{ config(enabled='subscriptions' in var('files_entities')) }}
{{ base_rows('files', 'subscriptions') }}
