{{ base_rows('planning', 'quotas') }}
