{{ union_sources('dormant_stock') }}
