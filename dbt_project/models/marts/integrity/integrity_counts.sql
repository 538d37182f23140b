{#
    What the statistics count: one row per rule, rep, team, period, stratum and known chance, with how
    many records there are, in how many what the rule looks for is there, and what an excess asks for.
    Periods: each quarter, and the four that end with as_of's.
#}
{%- set asked = var('integrity').excess %}
with records as (
    select *
    from {{ ref('integrity_records') }}
    where owner_key <> 'unknown' and counted_on <= {{ as_of() }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

today as (
    select {{ add_months('quarter_start_on', -9) }} as year_start_on
    from days
    where day_on = {{ as_of() }}
),

dated as (
    select
        records.*,
        days.quarter_start_on,
        today.year_start_on
    from records
    inner join days on records.counted_on = days.day_on
    cross join today
),

periods as (
    select
        *,
        'quarter' as grain,
        quarter_start_on as period_start
    from dated
    union all
    select
        *,
        'last_four_quarters' as grain,
        year_start_on as period_start
    from dated
    where counted_on >= year_start_on
),

counted as (
    select
        rule,
        owner_key,
        team_key,
        grain,
        period_start,
        stratum,
        round(expected, 4) as expected,
        count(*) as records,
        cast(sum(observed) as bigint) as observed
    from periods
    group by rule, owner_key, team_key, grain, period_start, stratum, round(expected, 4)
),

final as (
    select
        rule,
        owner_key,
        team_key,
        grain,
        period_start,
        stratum,
        expected,
        records,
        observed,
        cast(
            case rule
                {%- for rule, least in asked.min_records.items() if rule != 'default' %}
                when '{{ rule }}' then {{ least }}
                {%- endfor %}
                else {{ asked.min_records.default }}
            end as bigint
        ) as min_records,
        cast(
            case rule
                {%- for rule, least in asked.min_excess.items() if rule != 'default' %}
                when '{{ rule }}' then {{ least }}
                {%- endfor %}
                else {{ asked.min_excess.default }}
            end as {{ type_double() }}
        ) as min_excess,
        cast(
            case
                when grain = 'quarter' then {{ asked.quarter_false_discovery_rate }}
                {%- for rule, rate in asked.false_discovery_rate.items() if rule != 'default' %}
                when rule = '{{ rule }}' then {{ rate }}
                {%- endfor %}
                else {{ asked.false_discovery_rate.default }}
            end as {{ type_double() }}
        ) as false_discovery_rate
    from counted
)

select * from final
