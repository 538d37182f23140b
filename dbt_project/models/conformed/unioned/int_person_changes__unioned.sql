{{ union_sources('person_changes') }}
