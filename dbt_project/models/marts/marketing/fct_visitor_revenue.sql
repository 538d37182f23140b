{#
    Revenue beside the distinct visitors of the same period and member. Both are whole figures of
    their row: visitors never add up, over periods or members.
#}
{%- set dimensions = ['channel', 'campaign', 'market'] %}
with web as (
    select *
    from {{ ref('fct_web') }}
    where grain in ('month', 'quarter', 'year') and slice in ('total', 'channel', 'campaign', 'market')
),

opportunities as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

periods as (
    select * from {{ ref('dim_periods') }} where grain in ('month', 'quarter', 'year')
),

-- A key of a deal is never null: one that is, is not what the row is about.
revenue as (
    select
        periods.grain,
        periods.period_start,
        {%- for dimension in dimensions %}
        opportunities.{{ dimension }}_key,
        {%- endfor %}
        sum(opportunities.won_amount) as revenue
    from opportunities
    inner join periods on opportunities.closed_on between periods.period_start and periods.period_end
    group by grouping sets (
        (periods.grain, periods.period_start)
        {%- for dimension in dimensions %},
        (periods.grain, periods.period_start, opportunities.{{ dimension }}_key)
        {%- endfor %}
    )
),

sliced_revenue as (
    select
        grain,
        period_start,
        case
            {%- for dimension in dimensions %}
            when {{ dimension }}_key is not null then '{{ dimension }}'
            {%- endfor %}
            else 'total'
        end as slice,
        coalesce(
            {%- for dimension in dimensions %}
            {{ dimension }}_key,
            {%- endfor %}
            'total'
        ) as slice_value,
        revenue
    from revenue
),

visitors as (
    select
        grain,
        period_start_on as period_start,
        slice,
        slice_value,
        -- Null where several of the vendor's members became one: then nobody knows.
        sum(visitors) as visitors
    from web
    group by grain, period_start_on, slice, slice_value
),

joined as (
    select
        coalesce(sliced_revenue.grain, visitors.grain) as period_grain,
        coalesce(sliced_revenue.period_start, visitors.period_start) as period_start_on,
        coalesce(sliced_revenue.slice, visitors.slice) as slice,
        coalesce(sliced_revenue.slice_value, visitors.slice_value) as slice_value,
        coalesce(sliced_revenue.revenue, 0) as revenue,
        visitors.visitors
    from sliced_revenue
    full outer join visitors
        on
            sliced_revenue.grain = visitors.grain
            and sliced_revenue.period_start = visitors.period_start
            and sliced_revenue.slice = visitors.slice
            and sliced_revenue.slice_value = visitors.slice_value
),

final as (
    select
        period_grain || ':' || cast(period_start_on as string) || ':' || slice || ':' || slice_value
            as visitor_slice_key,
        period_grain,
        period_start_on,
        slice,
        slice_value,
        {%- for dimension in dimensions %}
        case when slice = '{{ dimension }}' then slice_value else 'unknown' end as {{ dimension }}_key,
        {%- endfor %}
        cast(revenue as decimal(18, 2)) as revenue,
        cast(visitors as bigint) as visitors
    from joined
)

select * from final
