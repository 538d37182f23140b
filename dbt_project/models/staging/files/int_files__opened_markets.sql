{{ config(enabled='opened_markets' in var('files_entities')) }}
{{ base_rows('files', 'opened_markets') }}
