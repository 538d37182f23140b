-- Stocks at two month ends that follow each other, and what became of each deal between them.
with stocks as (
    select day_on, opportunity_key, coalesce(amount_reporting, 0) as amount, unnest(sliced(team_key, market_key, channel_key, segment_key)) as slice
    from marts.fct_opportunity_days
    where is_month_end = 1 and day_on > getvariable('as_of') - interval 26 month
),

ends as (
    select day_on, lag(day_on) over (order by day_on) as before_on
    from (select distinct day_on from stocks)
),

later as (
    select stocks.*, ends.before_on from stocks inner join ends using (day_on)
),

earlier as (
    select ends.day_on, ends.before_on, stocks.opportunity_key, stocks.slice, stocks.amount
    from stocks inner join ends on stocks.day_on = ends.before_on
),

paired as (
    select
        coalesce(later.day_on, earlier.day_on) as day_on,
        coalesce(later.before_on, earlier.before_on) as before_on,
        coalesce(later.slice, earlier.slice) as slice,
        coalesce(later.opportunity_key, earlier.opportunity_key) as opportunity_key,
        earlier.amount as amount_before,
        later.amount as amount_now
    from later
    full join earlier
        on
            later.day_on = earlier.day_on
            and later.slice = earlier.slice
            and later.opportunity_key = earlier.opportunity_key
),

moved as (
    select
        paired.*,
        case
            when before_on is null then 'start'
            when amount_before is not null and amount_now is not null
                then case when amount_now >= amount_before then 'raised' else 'lowered' end
            when amount_before is null and deals.created_on > before_on then 'created'
            when amount_before is null then 'came'
            when deals.is_won = 1 and deals.closed_on <= day_on then 'won'
            when deals.is_lost = 1 and deals.closed_on <= day_on then 'lost'
            else 'went'
        end as part
    from paired
    left join marts.fct_opportunities as deals using (opportunity_key)
)

select
    slice.d || '/' || slice.m as slice, strftime(day_on, '%Y-%m-%d') as day, part,
    round(cast(sum(coalesce(amount_now, 0) - coalesce(amount_before, 0)) as double), 2),
    count(*)
from moved
group by all
having sum(coalesce(amount_now, 0) - coalesce(amount_before, 0)) <> 0
order by all
