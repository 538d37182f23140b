with leads as (
    select
        date_trunc('month', lead_on) as month_on,
        is_lead, mql_at, sql_at, first_opportunity_at, customer_at, unnest(sliced(team_key, market_key, channel_key, segment_key)) as slice
    from marts.fct_funnel
    where lead_on > getvariable('as_of') - interval 36 month and lead_on <= getvariable('as_of')
)

select
    slice.d || '/' || slice.m as slice, strftime(month_on, '%Y-%m') as month, count(*),
    count(mql_at), count(sql_at), count(first_opportunity_at), count(customer_at)
from leads
group by all
order by all
