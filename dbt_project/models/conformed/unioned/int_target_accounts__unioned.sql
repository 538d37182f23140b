{{ union_sources('target_accounts') }}
