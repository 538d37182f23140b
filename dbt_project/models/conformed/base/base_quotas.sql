{{ union_sources('quotas') }}
