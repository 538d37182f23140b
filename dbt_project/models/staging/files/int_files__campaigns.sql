{{ config(enabled='campaigns' in var('files_entities')) }}
{{ base_rows('files', 'campaigns') }}
