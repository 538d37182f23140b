{{ config(enabled='person_changes' in var('files_entities')) }}
{{ base_rows('files', 'person_changes') }}
