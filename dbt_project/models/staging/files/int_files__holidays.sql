{{ config(enabled='holidays' in var('files_entities')) }}
{{ base_rows('files', 'holidays') }}
