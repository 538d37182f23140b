{{ base_rows('planning', 'target_accounts') }}
