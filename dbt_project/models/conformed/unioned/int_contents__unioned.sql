{{ union_sources('contents') }}
