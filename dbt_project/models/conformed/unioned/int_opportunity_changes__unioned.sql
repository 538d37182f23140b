{{ union_sources('opportunity_changes') }}
