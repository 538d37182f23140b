{{ config(enabled='opportunity_lines' in var('files_entities')) }}
{{ base_rows('files', 'opportunity_lines') }}
