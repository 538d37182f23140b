{{ base_rows('planning', 'mentions') }}
