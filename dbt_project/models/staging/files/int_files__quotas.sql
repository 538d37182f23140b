{{ config(enabled='quotas' in var('files_entities')) }}
{{ base_rows('files', 'quotas') }}
