{#
    One row per deal and last day of a month, or as_of, at whose end it was open: whether it was past its
    expected date, or silent, for longer than a live deal is. Silent: without any activity on the deal
    or with its people, for so many median sales cycles of the twelve months before.
#}
{%- set rules = var('integrity') %}
with open_days as (
    select * from {{ ref('fct_opportunity_days') }} where is_month_end = 1
),

opportunities as (
    select * from {{ ref('fct_opportunities') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

activities as (
    select
        *,
        {{ business_date('occurred_at') }} as occurred_on
    from {{ ref('activities') }}
    where occurred_at < {{ as_of_end() }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

cycles as (
    select closed_on, cycle_days from opportunities where is_cycle = 1
),

month_ends as (
    select distinct day_on from open_days
),

medians as (
    select
        month_ends.day_on,
        {{ percentile('cycles.cycle_days', 0.5) }} as median_cycle_days
    from month_ends
    inner join cycles
        on
            month_ends.day_on >= cycles.closed_on
            and {{ add_months('month_ends.day_on', -12) }} < cycles.closed_on
    group by month_ends.day_on
),

touches as (
    select opportunity_key, occurred_on, type, outcome
    from activities
    where opportunity_key <> 'unknown'
    union all
    select
        opportunity_people.opportunity_key,
        activities.occurred_on,
        activities.type,
        activities.outcome
    from opportunity_people
    inner join activities on opportunity_people.person_key = activities.person_key
),

-- By month, so that a deal's last touch is found without looking at each pair of touch and day.
touch_months as (
    select
        touches.opportunity_key,
        days.month_start_on,
        max(touches.occurred_on) as last_touch_on,
        max(case when touches.type = 'meeting' and touches.outcome = 'held' then touches.occurred_on end)
            as last_meeting_on
    from touches
    inner join days on touches.occurred_on = days.day_on
    group by touches.opportunity_key, days.month_start_on
),

steps as (
    select
        opportunity_key,
        month_start_on,
        last_touch_on,
        last_meeting_on,
        cast(null as date) as day_on
    from touch_months
    union all
    select
        open_days.opportunity_key,
        days.month_start_on,
        cast(null as date) as last_touch_on,
        cast(null as date) as last_meeting_on,
        open_days.day_on
    from open_days
    inner join days on open_days.day_on = days.day_on
),

followed as (
    select
        opportunity_key,
        day_on,
        max(last_touch_on) over (
            partition by opportunity_key
            order by month_start_on range between unbounded preceding and current row
        ) as last_touch_on,
        max(last_meeting_on) over (
            partition by opportunity_key
            order by month_start_on range between unbounded preceding and current row
        ) as last_meeting_on
    from steps
),

last_touches as (
    select * from followed where day_on is not null
),

judged as (
    select
        open_days.*,
        opportunities.created_on,
        opportunities.closed_on,
        opportunities.outcome,
        medians.median_cycle_days,
        last_touches.last_touch_on,
        last_touches.last_meeting_on,
        greatest(coalesce(last_touches.last_touch_on, opportunities.created_on), opportunities.created_on)
            as quiet_since
    from open_days
    inner join opportunities on open_days.opportunity_key = opportunities.opportunity_key
    left join medians on open_days.day_on = medians.day_on
    left join last_touches
        on
            open_days.opportunity_key = last_touches.opportunity_key
            and open_days.day_on = last_touches.day_on
),

flagged as (
    select
        *,
        {{ flag(whole_days_between('expected_close_on', 'day_on') ~ ' > ' ~ rules.overdue_days) }}
            as is_overdue,
        {{ flag(
            whole_days_between('quiet_since', 'day_on') ~ ' > ' ~ rules.silent_cycles ~ ' * median_cycle_days'
        ) }} as is_silent
    from judged
),

final as (
    select
        opportunity_day_key,
        opportunity_key,
        day_on,
        pipeline_key,
        stage_key,
        owner_key,
        team_key,
        amount_reporting,
        expected_close_on,
        outcome,
        closed_on,
        quiet_since,
        last_meeting_on,
        cast(median_cycle_days as {{ type_double() }}) as median_cycle_days,
        cast(1 as bigint) as is_open,
        is_overdue,
        is_silent,
        greatest(is_overdue, is_silent) as is_undeclared,
        case
            when greatest(is_overdue, is_silent) = 0 then null
            when {{ whole_days_between('last_meeting_on', 'day_on') }} <= {{ rules.overdue_days }}
                then 'activity_goes_on'
            when outcome = 'won' then 'won_later'
        end as cleared_by,
        is_month_end,
        is_quarter_end,
        is_year_end
    from flagged
)

select * from final
