{{ union_sources('survey_answers') }}
