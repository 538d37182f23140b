{{ config(enabled='survey_answers' in var('files_entities')) }}
{{ base_rows('files', 'survey_answers') }}
