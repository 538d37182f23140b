select
    grain, strftime(period_start, '%Y-%m-%d') as period, dimension_value, round(value, 6),
    round(numerator, 2), round(denominator, 2), is_complete, coalesce(status, 'none')
from kpi.kpi_values
where
    kpi_id = 'quota_attainment' and variant = '' and dimension in ('total', 'team')
    and grain in ('month', 'quarter', 'year') and denominator > 0
    and period_start <= getvariable('as_of')
    and period_start > getvariable('as_of') - case grain when 'month' then interval 13 month
        when 'quarter' then interval 27 month else interval 37 month end
order by all
