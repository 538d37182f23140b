{{ base_rows('planning', 'annotations') }}
