{# The facts that the KPIs have been computed from, for the next run to compare with. #}
-- depends_on: {{ ref('kpi__compared') }}
with fingerprints as (
    select * from {{ ref('kpi_fingerprints') }}
),

final as (
    select fact, metric_day, fingerprint, row_count, {{ as_of() }} as as_of from fingerprints
)

select * from final
