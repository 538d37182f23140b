select
    case variant when '' then 'linear' else variant end as model, grain,
    strftime(period_start, '%Y-%m-%d') as period, dimension_value, round(value, 2)
from kpi.kpi_values
where
    kpi_id = 'attributed_revenue' and dimension = 'channel' and value <> 0
    and variant in (
        '', 'first_touch', 'last_touch', 'time_decay', 'position_based', 'w_shaped', 'markov'
    )
    and grain in ('month', 'quarter', 'year')
    and period_start > getvariable('as_of') - interval 25 month
order by all
