{{ union_sources('annotations') }}
