{{ base_rows('planning', 'opened_markets') }}
