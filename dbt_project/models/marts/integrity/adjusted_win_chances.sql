{#
    What share of the deals that were open in a stage at an age was won: one row per month, pipeline, open
    stage and range of ages, of the deals closed in the twelve months that end with it. Undeclared losses
    are lost, and deals logged late as old as their first trace. Where few closed that were so old in the
    stage, the share is that of all that were in it.
#}
{%- set rules = var('integrity') %}
with deals as (
    select *, {{ first_day_of('month', 'closed_on') }} as closed_month_on
    from {{ ref('adjusted_deals') }}
    where is_closed = 1
),

stage_periods as (
    select * from {{ ref('opportunity_stage_periods') }} where is_open
),

months as (
    select distinct month_start_on
    from {{ ref('calendar_days') }}
    where day_on <= {{ as_of() }}
),

ages as (
    select * from {% call rows_of({'age_from': 'bigint', 'age_to': 'bigint'}, 'ranges') -%}
    {%- for days in rules.chance_ages -%}
    ({{ rules.chance_ages[loop.index0 - 1] + 1 if not loop.first else 0 }}, {{ days }}),
    {%- endfor -%}
    ({{ rules.chance_ages[-1] + 1 }}, 100000)
    {%- endcall %}
),

ranked as (
    select
        *,
        row_number() over (partition by opportunity_key order by valid_from) as period_rank
    from stage_periods
),

-- Ages at the ends of days, as open deals are counted.
stays as (
    select
        deals.opportunity_key,
        deals.is_won,
        deals.closed_month_on,
        ranked.pipeline_key,
        ranked.stage_key,
        {{ whole_days_between('deals.entered_on', 'ranked.from_on') }} as age_from,
        {{ whole_days_between('deals.entered_on', 'least(ranked.to_on, deals.closed_on)') }} - 1 as age_to,
        deals.is_late_logged = 1 and ranked.period_rank = 1 as is_first_of_late
    from deals
    inner join ranked on deals.opportunity_key = ranked.opportunity_key
),

aged as (
    select
        stays.opportunity_key,
        stays.is_won,
        stays.closed_month_on,
        stays.pipeline_key,
        stays.stage_key,
        ages.age_from
    from stays
    inner join ages
        on
            stays.age_to >= ages.age_from
            and case when stays.is_first_of_late then 0 else stays.age_from end <= ages.age_to
            and case when stays.is_first_of_late then 0 else stays.age_from end <= stays.age_to
    group by
        stays.opportunity_key,
        stays.is_won,
        stays.closed_month_on,
        stays.pipeline_key,
        stays.stage_key,
        ages.age_from
),

any_age as (
    select distinct opportunity_key, is_won, closed_month_on, pipeline_key, stage_key
    from aged
),

counted as (
    select closed_month_on, pipeline_key, stage_key, age_from, count(*) as deals, sum(is_won) as won
    from aged
    group by closed_month_on, pipeline_key, stage_key, age_from
    union all
    select closed_month_on, pipeline_key, stage_key, -1 as age_from, count(*) as deals, sum(is_won) as won
    from any_age
    group by closed_month_on, pipeline_key, stage_key
),

of_a_year as (
    select
        months.month_start_on,
        counted.pipeline_key,
        counted.stage_key,
        counted.age_from,
        sum(counted.deals) as deals,
        sum(counted.won) as won
    from counted
    inner join months
        on
            counted.closed_month_on <= months.month_start_on
            and counted.closed_month_on > {{ add_months('months.month_start_on', -12) }}
    group by months.month_start_on, counted.pipeline_key, counted.stage_key, counted.age_from
),

stages as (
    select * from of_a_year where age_from = -1
),

final as (
    select
        stages.month_start_on,
        stages.pipeline_key,
        stages.stage_key,
        cast(ages.age_from as bigint) as age_from,
        cast(ages.age_to as bigint) as age_to,
        cast(case
            when of_a_year.deals >= {{ rules.chance_min_deals }}
                then cast(of_a_year.won as {{ type_double() }}) / nullif(of_a_year.deals, 0)
            else cast(stages.won as {{ type_double() }}) / nullif(stages.deals, 0)
        end as decimal(9, 6)) as win_chance
    from stages
    cross join ages
    left join of_a_year
        on
            stages.month_start_on = of_a_year.month_start_on
            and stages.pipeline_key = of_a_year.pipeline_key
            and stages.stage_key = of_a_year.stage_key
            and ages.age_from = of_a_year.age_from
)

select * from final
