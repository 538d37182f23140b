{{ union_sources('targets') }}
