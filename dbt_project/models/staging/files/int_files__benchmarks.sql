{{ config(enabled='benchmarks' in var('files_entities')) }}
{{ base_rows('files', 'benchmarks') }}
