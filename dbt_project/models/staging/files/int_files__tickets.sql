{{ config(enabled='tickets' in var('files_entities')) }}
{{ base_rows('files', 'tickets') }}
