{#
    One row per assigned lead: how warm it is, whether its market is new, and whether anybody touched it
    within the window that begins with its assignment.
#}
{%- set rules = var('integrity') %}
with people as (
    select * from {{ ref('people') }} where lead_at < {{ as_of_end() }}
),

owners as (
    select * from {{ ref('person_owners') }} where owner_key <> 'unknown'
),

reps as (
    select * from {{ ref('reps') }}
),

activities as (
    select *
    from {{ ref('activities') }}
    where
        direction = 'outbound'
        and type in ('call', 'email', 'social')
        and occurred_at < {{ as_of_end() }}
),

lead_quality as (
    select * from {{ ref('lead_quality') }}
),

temperatures as (
    select person_source_key, new_value as temperature, changed_at, recorded_at, source_key
    from {{ ref('int_person_changes__unioned') }}
    where field = 'temperature' and not coalesce(is_deleted, false)
),

opened_markets as (
    select upper(trim(market)) as market_key, min(opened_on) as opened_on
    from {{ ref('int_opened_markets__unioned') }}
    where not coalesce(is_deleted, false)
    group by upper(trim(market))
),

assignments as (
    select
        *,
        row_number() over (partition by person_key order by valid_from) as assignment_rank
    from owners
),

first_touches as (
    select person_key, min(occurred_at) as first_touch_at
    from activities
    group by person_key
),

last_days as (
    select rep_key, max(valid_to) as left_on from reps group by rep_key
),

assigned as (
    select
        people.*,
        assignments.owner_key,
        greatest(assignments.valid_from, people.lead_at) as first_assigned_at,
        {{ business_date('greatest(assignments.valid_from, people.lead_at)') }} as assigned_on,
        {{ add_days(
            'greatest(assignments.valid_from, people.lead_at)', var('windows').selective_prospecting_days
        ) }} as window_closes_at
    from people
    inner join assignments on people.person_key = assignments.person_key
    where assignments.assignment_rank = 1
),

-- How warm it was said to be when it was assigned: a lead that sales accepts is hot ever after.
ranked_temperatures as (
    select
        assigned.person_key,
        temperatures.temperature,
        row_number() over (
            partition by assigned.person_key
            order by temperatures.changed_at desc, temperatures.recorded_at desc, temperatures.source_key desc
        ) as recency_rank
    from assigned
    inner join temperatures on assigned.lead_source_key = temperatures.person_source_key
    where temperatures.changed_at <= assigned.first_assigned_at
),

judged as (
    select
        assigned.*,
        coalesce(ranked_temperatures.temperature, assigned.temperature) as temperature_then,
        first_touches.first_touch_at,
        coalesce(reps.team_key, 'unknown') as team_key,
        last_days.left_on,
        lead_quality.disqualified_at,
        {{ flag('first_touches.first_touch_at <= assigned.window_closes_at') }} as is_touched,
        {{ flag(
            'assigned.assigned_on >= opened_markets.opened_on and assigned.assigned_on < '
            ~ add_months('opened_markets.opened_on', rules.new_market_months)
        ) }} as is_new_market
    from assigned
    left join ranked_temperatures
        on
            assigned.person_key = ranked_temperatures.person_key
            and ranked_temperatures.recency_rank = 1
    left join first_touches on assigned.person_key = first_touches.person_key
    left join opened_markets on assigned.market_key = opened_markets.market_key
    left join lead_quality on assigned.person_key = lead_quality.person_key
    left join last_days on assigned.owner_key = last_days.rep_key
    left join reps
        on
            assigned.owner_key = reps.rep_key
            and assigned.assigned_on between reps.valid_from and reps.valid_to
),

final as (
    select
        person_key as lead_key,
        owner_key,
        team_key,
        coalesce(lower(trim(temperature_then)), 'unknown') as temperature,
        market_key,
        first_assigned_at as assigned_at,
        assigned_on,
        window_closes_at,
        {{ business_date('window_closes_at') }} as window_closes_on,
        first_touch_at,
        left_on,
        disqualified_at,
        is_reachable,
        cast(1 as bigint) as is_assigned,
        is_touched,
        1 - is_touched as is_untouched,
        is_new_market
    from judged
    where assigned_on <= {{ as_of() }}
)

select * from final
