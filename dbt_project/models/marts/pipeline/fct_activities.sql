{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='activity_key',
        on_schema_change='append_new_columns',
        post_hook="{{ delete_vanished(
            ref('int_activities__unioned'), 'activity_key', 'source_key', 'not coalesce(kept.is_deleted, false)'
        ) }}"
    )
}}

{%- set windows = var('windows') %}
{# One row per logged activity. What lies in the future is there, and counts for nothing yet. #}
-- depends_on: {{ ref('int_activities__unioned') }}
with activities as (
    select * from {{ ref('activities') }}
),

reps as (
    select * from {{ ref('reps') }}
),

follow_ups as (
    select * from {{ ref('follow_ups') }}
),

accepted_people as (
    select * from {{ ref('accepted_people') }}
),

buyers as (
    select * from {{ ref('buyers') }}
),

met as (
    select
        activities.*,
        -- Who had bought by then: the company, or the person without one.
        case
            when companies.first_won_at <= activities.occurred_at then companies.customer_key
            when persons.first_won_at <= activities.occurred_at then persons.customer_key
            else 'unknown'
        end as customer_key
    from activities
    left join buyers as companies on activities.account_key = companies.buyer_key
    left join buyers as persons on activities.person_key = persons.buyer_key
),

dated as (
    select
        *,
        {{ business_date('occurred_at') }} as occurred_on,
        {{ business_date('booked_at') }} as booked_on,
        occurred_at < {{ as_of_end() }} as is_known
    from met
),

measured as (
    select
        dated.activity_key,
        dated.person_key,
        dated.account_key,
        dated.customer_key,
        dated.opportunity_key,
        dated.type,
        dated.meeting_kind,
        dated.direction,
        dated.outcome,
        dated.occurred_at,
        dated.occurred_on,
        dated.booked_at,
        dated.booked_on,
        dated.cancelled_at,
        dated.recorded_at,
        dated.minutes,
        dated.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        dated.channel_key,
        dated.campaign_key,
        dated.market_key,
        dated.segment_key,
        dated.industry_key,
        {{ flag("dated.is_known") }} as is_past,
        {{ flag("dated.is_known and dated.direction = 'outbound' and dated.type = 'call'") }}
            as is_outbound_call,
        {{ flag("dated.is_known and dated.direction = 'outbound' and dated.type = 'email'") }}
            as is_outbound_email,
        {{ flag("dated.is_known and dated.direction = 'outbound' and dated.type = 'social'") }}
            as is_outbound_social,
        {{ flag(
            "dated.is_known and dated.direction = 'outbound' and dated.type in ('call', 'email', 'social')"
        ) }} as is_outbound_touch,
        {{ flag("dated.is_known and dated.type = 'meeting'") }} as is_meeting,
        {{ flag("dated.is_known and dated.type = 'meeting' and dated.outcome = 'held'") }} as is_meeting_held,
        {{ flag("dated.is_known and dated.type = 'meeting' and dated.outcome = 'no_show'") }}
            as is_meeting_no_show,
        {{ flag("dated.is_known and dated.type = 'meeting' and dated.outcome = 'cancelled'") }}
            as is_meeting_cancelled,
        {{ flag(
            "dated.is_known and dated.type = 'meeting' and dated.outcome = 'held' and dated.meeting_kind = 'demo'"
        ) }} as is_demo_held,
        {{ flag("dated.type = 'meeting' and dated.booked_at < " ~ as_of_end()) }} as is_meeting_booked,
        {{ flag("follow_ups.activity_key is not null") }} as is_follow_up,
        {{ flag(
            "dated.is_known and dated.type = 'meeting' and dated.outcome = 'held' and accepted_people.sql_at between "
            ~ "dated.occurred_at and " ~ add_days('dated.occurred_at', windows['qualified_meeting_days'])
        ) }} as is_qualified_meeting,
        -- What was cancelled before it began was never due.
        {{ flag(
            "dated.is_known and dated.type = 'meeting' and not (coalesce(dated.cancelled_at <= dated.occurred_at, "
            ~ "coalesce(dated.outcome, '') = 'cancelled'))"
        ) }} as is_meeting_due,
        {{ flag(
            "dated.is_known and dated.customer_key <> 'unknown' "
            ~ "and (dated.type = 'call' or (dated.type = 'meeting' and dated.outcome = 'held'))"
        ) }} as is_customer_visit,
        {{ flag("dated.is_known and dated.minutes is not null") }} as is_timed,
        case when dated.is_known then nullif(dated.owner_key, 'unknown') end as active_rep
    from dated
    left join follow_ups on dated.activity_key = follow_ups.activity_key
    left join accepted_people on dated.person_key = accepted_people.person_key
    left join reps
        on
            dated.owner_key = reps.rep_key
            and dated.occurred_on between reps.valid_from and reps.valid_to
),

final as (
    {{ changed_rows('measured', 'activity_key') }}
)

select * from final
