{#
    One row per won deal: how early it was in the CRM, and how near to a quarter's end it was signed.
    A deal that was entered when it began, in the first stage, is quick and not late; a stage that is
    the first of its pipeline is never a late one.
#}
{%- set rules = var('integrity') %}
with opportunities as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

stage_periods as (
    select * from {{ ref('opportunity_stage_periods') }} where is_open
),

open_stages as (
    select
        pipeline_key,
        stage_key,
        row_number() over (partition by pipeline_key order by position, stage_key) as place,
        row_number() over (partition by pipeline_key order by position desc, stage_key desc) as place_from_end
    from {{ ref('opportunity_stages') }}
    where not is_closed
),

activities as (
    select * from {{ ref('activities') }} where occurred_at < {{ as_of_end() }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

customers as (
    select * from {{ ref('opportunity_customers') }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

business_days as (
    select * from {{ ref('business_calendar') }}
),

ranked_periods as (
    select
        *,
        row_number() over (partition by opportunity_key order by valid_from) as period_rank
    from stage_periods
),

stages_passed as (
    select
        opportunity_key,
        min(case when period_rank = 1 then pipeline_key end) as first_pipeline_key,
        min(case when period_rank = 1 then stage_key end) as first_stage_key,
        max(valid_from) as last_entered_at
    from ranked_periods
    group by opportunity_key
),

customer_wins as (
    select
        opportunities.opportunity_key,
        customers.customer_key,
        opportunities.created_at,
        opportunities.closed_at
    from opportunities
    inner join customers on opportunities.opportunity_key = customers.opportunity_key
),

previous_wins as (
    select customer_wins.opportunity_key, max(earlier.closed_at) as previous_won_at
    from customer_wins
    inner join customer_wins as earlier
        on
            customer_wins.customer_key = earlier.customer_key
            and customer_wins.created_at > earlier.closed_at
    group by customer_wins.opportunity_key
),

-- What the deal's owner did with its people before it was there, and what is logged on the deal.
worked_on as (
    select
        opportunities.opportunity_key,
        activities.occurred_at
    from opportunities
    inner join activities on opportunities.opportunity_key = activities.opportunity_key
    union all
    select
        opportunities.opportunity_key,
        activities.occurred_at
    from opportunities
    inner join opportunity_people on opportunities.opportunity_key = opportunity_people.opportunity_key
    inner join activities
        on
            opportunity_people.person_key = activities.person_key
            and opportunities.created_owner_key = activities.owner_key
    where opportunities.created_owner_key <> 'unknown'
),

first_activities as (
    select
        worked_on.opportunity_key,
        min(worked_on.occurred_at) as first_activity_at
    from worked_on
    left join previous_wins on worked_on.opportunity_key = previous_wins.opportunity_key
    where
        previous_wins.previous_won_at is null
        or worked_on.occurred_at > previous_wins.previous_won_at
    group by worked_on.opportunity_key
),

placed_days as (
    select
        days.day_on,
        days.quarter_start_on,
        case when business_days.is_business_day then 1 else 0 end as is_workday,
        case
            when
                {{ whole_days_between('days.quarter_start_on', 'days.day_on') }} < {{ rules.bunching_days }}
                or {{ whole_days_between('days.day_on', add_months('days.quarter_start_on', 3)) }}
                <= {{ rules.bunching_days }}
                then 1
            else 0
        end as is_edge
    from days
    inner join business_days on days.day_on = business_days.day_on
),

-- Of each quarter the share of its working days that are at its edges.
quarters as (
    select
        quarter_start_on,
        cast(sum(is_workday * is_edge) as {{ type_double() }})
        / nullif(sum(is_workday), 0) as expected_share
    from placed_days
    group by quarter_start_on
),

judged as (
    select
        opportunities.*,
        stages_passed.first_stage_key,
        stages_passed.last_entered_at,
        first_activities.first_activity_at,
        placed_days.quarter_start_on,
        placed_days.is_edge,
        quarters.expected_share,
        {{ flag(
            'opportunities.created_at >= ' ~ add_days('opportunities.closed_at', -rules.late_logged_days)
        ) }} as is_short,
        {{ flag(
            'open_stages.place > 1 and open_stages.place_from_end <= ' ~ rules.late_logged_stages
        ) }} as is_begun_late,
        {{ flag(
            'first_activities.first_activity_at < '
            ~ add_days('opportunities.created_at', -rules.late_logged_contact_days)
        ) }} as is_worked_before
    from opportunities
    inner join placed_days on opportunities.closed_on = placed_days.day_on
    inner join quarters on placed_days.quarter_start_on = quarters.quarter_start_on
    left join stages_passed on opportunities.opportunity_key = stages_passed.opportunity_key
    left join open_stages
        on
            stages_passed.first_pipeline_key = open_stages.pipeline_key
            and stages_passed.first_stage_key = open_stages.stage_key
    left join first_activities on opportunities.opportunity_key = first_activities.opportunity_key
),

final as (
    select
        opportunity_key,
        pipeline_key,
        type,
        owner_key,
        team_key,
        created_at,
        created_on,
        recorded_created_at,
        closed_at,
        closed_on,
        quarter_start_on,
        first_stage_key,
        first_activity_at,
        won_amount,
        is_won,
        is_short,
        is_begun_late,
        is_worked_before,
        greatest(is_short, is_begun_late, is_worked_before) as is_late_logged,
        -- Entered when it began, and taken through its stages on more than one day.
        {{ flag(
            'is_short = 1 and is_begun_late = 0 and is_worked_before = 0 and first_stage_key is not null and '
            ~ business_date('last_entered_at') ~ ' > created_on'
        ) }} as is_quick,
        cast(is_edge as bigint) as is_at_quarter_edge,
        expected_share as expected_edge_share,
        created_at_basis,
        {{ flag("created_owner_key = 'unknown'") }} as is_creator_unknown,
        {{ flag('first_stage_key is null') }} as is_first_stage_unknown,
        {{ flag("created_at_basis <> 'created_date'") }} as is_creation_unknown
    from judged
)

select * from final
