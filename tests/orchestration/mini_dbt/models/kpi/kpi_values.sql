select 'leads_generated' as kpi_id, '{{ var("kpi_from", "") }}' as kpi_from, count(*) as value
from {{ ref('fct_funnel') }}
