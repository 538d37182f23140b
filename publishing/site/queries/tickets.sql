with opened as (
    select
        timezone(getvariable('zone'), timezone('UTC', opened_at)) as local_at,
        date_diff('day', opened_on, getvariable('as_of')) as days_ago, unnest(sliced(team_key, market_key, channel_key, segment_key)) as slice
    from marts.fct_tickets
    where opened_on <= getvariable('as_of') and opened_on > getvariable('as_of') - interval 364 day
)

select
    slice.d || '/' || slice.m as slice, isodow(local_at) as day_of_week,
    hour(local_at) as hour_of_day,
    count(*) filter (where days_ago < 28), count(*) filter (where days_ago < 91), count(*)
from opened
group by all
order by all
