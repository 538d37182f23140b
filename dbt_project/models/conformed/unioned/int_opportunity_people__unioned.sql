{{ union_sources('opportunity_people') }}
