{{ base_rows('planning', 'benchmarks') }}
