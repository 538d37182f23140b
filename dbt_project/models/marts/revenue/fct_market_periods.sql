{#
    One row per quarter or year and market with a known size, and one for all of them: revenue and
    market size of the days up to as_of, and the same of the period before. The size of a year is
    spread over its days; days and markets without one, or without a rate for it, count on neither side.
#}
with sizes as (
    select
        {{ market_key('market') }} as market_key,
        year,
        upper(trim(currency)) as currency,
        cast(amount as {{ type_double() }}) as amount
    from {{ ref('int_market_sizes__unioned') }}
    where not coalesce(is_deleted, false)
),

days as (
    select
        *,
        {{ first_day_of('year', 'day_on') }} as calendar_year_start_on
    from {{ ref('calendar_days') }}
    where day_on <= {{ as_of() }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

periods as (
    select * from {{ ref('dim_periods') }} where grain in ('quarter', 'year')
),

sales_days as (
    select closed_on as day_on, market_key, sum(won_amount) as won_amount
    from {{ ref('fct_opportunities') }}
    where is_won = 1
    group by closed_on, market_key
),

size_days as (
    select
        days.day_on,
        days.quarter_start_on,
        days.year_start_on,
        sizes.market_key,
        sum(cast(
            sizes.amount * cast(rates.rate as {{ type_double() }}) / nullif({{ whole_days_between(
                'days.calendar_year_start_on', add_months('days.calendar_year_start_on', 12)
            ) }}, 0) as decimal(28, 9)
        )) as market_size,
        max({{ flag('rates.rate is null') }}) as is_unrated
    from days
    inner join sizes on sizes.year = extract(year from days.day_on)
    left join rates on days.day_on = rates.day_on and sizes.currency = rates.currency
    group by days.day_on, days.quarter_start_on, days.year_start_on, sizes.market_key
),

market_days as (
    select
        size_days.quarter_start_on,
        size_days.year_start_on,
        size_days.market_key,
        size_days.is_unrated,
        case when size_days.is_unrated = 0 then size_days.market_size end as market_size,
        case when size_days.is_unrated = 0 then coalesce(sales_days.won_amount, 0) end as won_amount
    from size_days
    left join sales_days
        on size_days.day_on = sales_days.day_on and size_days.market_key = sales_days.market_key
),

-- By the calendar: a size may be known, and be looked back to, before the first period of data.
by_market as (
    {%- for grain in ['quarter', 'year'] %}
    {{ 'union all' if not loop.first }}
    select
        '{{ grain }}' as grain,
        {{ grain }}_start_on as period_start,
        market_key,
        sum(market_size) as market_size,
        sum(won_amount) as won_amount,
        count(*) as sized_days,
        sum(is_unrated) as unrated_days
    from market_days
    group by {{ grain }}_start_on, market_key
    {%- endfor %}
),

slices as (
    select
        'market' as slice,
        grain,
        period_start,
        market_key,
        market_size,
        won_amount,
        sized_days,
        unrated_days
    from by_market
    union all
    select
        'total' as slice,
        grain,
        period_start,
        'unknown' as market_key,
        sum(market_size) as market_size,
        sum(won_amount) as won_amount,
        sum(sized_days) as sized_days,
        sum(unrated_days) as unrated_days
    from by_market
    group by grain, period_start
),

shared as (
    select
        *,
        cast(won_amount as {{ type_double() }})
        / nullif(cast(market_size as {{ type_double() }}), 0) as market_share
    from slices
),

final as (
    select
        shared.grain || ':' || cast(shared.period_start as string) || ':' || shared.slice || ':'
        || shared.market_key as market_period_key,
        shared.grain,
        shared.period_start as period_start_on,
        shared.slice,
        shared.market_key,
        cast(shared.won_amount as decimal(18, 2)) as won_amount,
        cast(shared.market_size as {{ type_double() }}) as market_size,
        cast(shared.sized_days as bigint) as sized_days,
        cast(shared.unrated_days as bigint) as unrated_days,
        shared.market_share,
        earlier.market_share as previous_market_share,
        shared.market_share - earlier.market_share as market_share_growth
    from shared
    inner join periods on shared.grain = periods.grain and shared.period_start = periods.period_start
    left join shared as earlier
        on
            shared.grain = earlier.grain
            and shared.slice = earlier.slice
            and shared.market_key = earlier.market_key
            and periods.previous_start = earlier.period_start
)

select * from final
