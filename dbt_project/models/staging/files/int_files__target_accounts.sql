{{ config(enabled='target_accounts' in var('files_entities')) }}
{{ base_rows('files', 'target_accounts') }}
