{{ base_rows('planning', 'costs') }}
