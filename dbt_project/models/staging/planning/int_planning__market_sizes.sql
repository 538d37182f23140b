{{ base_rows('planning', 'market_sizes') }}
