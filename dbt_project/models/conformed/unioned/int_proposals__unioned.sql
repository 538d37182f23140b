{{ union_sources('proposals') }}
