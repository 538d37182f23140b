{{ config(enabled='contents' in var('files_entities')) }}
{{ base_rows('files', 'contents') }}
