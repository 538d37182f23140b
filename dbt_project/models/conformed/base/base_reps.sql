{{ union_sources('reps') }}
