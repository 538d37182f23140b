{{ config(enabled='proposals' in var('files_entities')) }}
{{ base_rows('files', 'proposals') }}
