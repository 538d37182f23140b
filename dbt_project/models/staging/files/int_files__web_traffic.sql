{{ config(enabled='web_traffic' in var('files_entities')) }}
{{ base_rows('files', 'web_traffic') }}
