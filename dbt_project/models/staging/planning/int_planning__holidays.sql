{{ base_rows('planning', 'holidays') }}
