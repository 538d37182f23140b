{{ base_rows('planning', 'targets') }}
