{{ base_rows('planning', 'reps') }}
