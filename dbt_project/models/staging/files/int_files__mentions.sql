{{ config(enabled='mentions' in var('files_entities')) }}
{{ base_rows('files', 'mentions') }}
