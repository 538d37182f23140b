{{ union_sources('web_traffic') }}
