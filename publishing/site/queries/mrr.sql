select
    dimension || '/' || dimension_value as slice, variant,
    strftime(period_start, '%Y-%m-%d') as period, round(value, 2)
from kpi.kpi_values
where
    kpi_id = 'mrr' and grain = 'month'
    and variant in ('', 'new', 'expansion', 'contraction', 'churned', 'reactivated', 'transferred')
    and (dimension = 'total' or list_contains(getvariable('slices'), dimension))
    and value is not null and period_start > getvariable('as_of') - interval 26 month
order by all
