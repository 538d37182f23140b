{{ base_rows('planning', 'dormant_stock') }}
