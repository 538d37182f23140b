{{ union_sources('market_sizes') }}
