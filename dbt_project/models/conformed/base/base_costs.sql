{{ union_sources('costs') }}
