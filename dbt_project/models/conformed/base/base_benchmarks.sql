{{ union_sources('benchmarks') }}
