{{ config(enabled='reps' in var('files_entities')) }}
{{ base_rows('files', 'reps') }}
