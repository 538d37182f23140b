select
    slice || '/' || member as slice, grain, strftime(period_start_on, '%Y-%m-%d') as period,
    round(cast(forecast_amount as double), 2), round(forecast_p10, 2), round(forecast_p90, 2),
    round(cast(won_amount as double), 2), round(cast(to_date_amount as double), 2),
    round(quota, 2)
from marts.fct_forecast_slices
where
    grain in ('month', 'quarter')
    and (slice = 'total' or list_contains(getvariable('slices'), slice))
    and period_start_on <= getvariable('as_of')
    and period_start_on > getvariable('as_of') - case grain when 'month' then interval 14 month
        else interval 27 month end
order by all
