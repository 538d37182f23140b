{{ union_sources('mentions') }}
