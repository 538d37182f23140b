{{ union_sources('opened_markets') }}
