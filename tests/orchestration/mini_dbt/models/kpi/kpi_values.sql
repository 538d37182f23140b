select
    'leads_generated' as kpi_id, 'month' as grain, 'total' as dimension, '' as variant,
    'total' as dimension_value, 1 as definition_version,
    date '2026-10-01' as period_start, date '2026-10-31' as period_end, true as is_complete, count(*) as value,
    1 as previous_value, 6 as previous_year_value, null as target_value, 'none' as status, 0.0 as change_pct,
    'flat' as trend,
    '1 of 4 leads has no date' as status_reason, 'partial' as quality,
    '{{ var("kpi_from") }}' as kpi_from, '{{ var("run_id", "") }}' as run_id
from {{ ref('fct_funnel') }}
{% if env_var('MINI', 'fine') == 'broken' -%}
where error('this model is broken') is null
{%- endif %}
