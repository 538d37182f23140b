{#
    One row per won deal whose first qualified meeting is known, with the rep who booked it: who
    entered it, if that is a rep, else whose meeting it was.
#}
with deals as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

meetings as (
    select * from {{ ref('opportunity_meetings') }}
),

activities as (
    select * from {{ ref('fct_activities') }} where is_qualified_meeting = 1
),

records as (
    select * from {{ ref('int_activities__unioned') }}
),

rep_identity as (
    select * from {{ ref('identity_reps') }}
),

reps as (
    select * from {{ ref('reps') }}
),

qualified as (
    select
        deals.opportunity_key,
        meetings.activity_key,
        activities.owner_key,
        row_number() over (
            partition by deals.opportunity_key order by meetings.meeting_rank
        ) as qualified_rank
    from deals
    inner join meetings on deals.opportunity_key = meetings.opportunity_key
    inner join activities on meetings.activity_key = activities.activity_key
),

booked as (
    select
        qualified.opportunity_key,
        qualified.activity_key,
        coalesce(rep_identity.rep_key, qualified.owner_key) as owner_key
    from qualified
    left join records on qualified.activity_key = records.source_key
    left join rep_identity on records.recorded_by = rep_identity.source_key
    where qualified.qualified_rank = 1
),

final as (
    select
        deals.opportunity_key,
        deals.account_key,
        booked.activity_key,
        deals.closed_on,
        booked.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        deals.channel_key,
        deals.campaign_key,
        deals.market_key,
        deals.segment_key,
        deals.industry_key,
        deals.pipeline_key,
        deals.currency,
        deals.won_amount,
        deals.is_fx_missing,
        {{ flag('deals.amount is null') }} as is_amount_missing
    from booked
    inner join deals on booked.opportunity_key = deals.opportunity_key
    left join reps
        on
            booked.owner_key = reps.rep_key
            and deals.closed_on between reps.valid_from and reps.valid_to
)

select * from final
