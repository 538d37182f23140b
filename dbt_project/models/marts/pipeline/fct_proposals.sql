{# One row per proposal sent, with the owner and the team that the deal had then. #}
with proposals as (
    select * from {{ ref('proposals') }}
),

opportunities as (
    select * from {{ ref('opportunities') }}
),

owners as (
    select * from {{ ref('opportunity_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

ranked as (
    select
        proposals.*,
        {{ business_date('proposals.sent_at') }} as sent_on,
        -- A proposal may be older than its deal, which had no owner before it was there.
        greatest(proposals.sent_at, opportunities.created_at) as owned_at,
        row_number() over (
            partition by proposals.opportunity_key order by proposals.sent_at, proposals.proposal_key
        ) as sending_rank
    from proposals
    inner join opportunities on proposals.opportunity_key = opportunities.opportunity_key
),

final as (
    select
        ranked.proposal_key,
        ranked.opportunity_key,
        opportunities.account_key,
        ranked.status,
        ranked.amount,
        ranked.currency,
        ranked.sent_at,
        ranked.sent_on,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        opportunities.channel_key,
        opportunities.campaign_key,
        opportunities.market_key,
        opportunities.segment_key,
        opportunities.industry_key,
        opportunities.pipeline_key,
        cast(1 as bigint) as is_sent,
        {{ flag('ranked.sending_rank = 1') }} as is_first
    from ranked
    inner join opportunities on ranked.opportunity_key = opportunities.opportunity_key
    left join owners
        on
            ranked.opportunity_key = owners.opportunity_key
            and ranked.owned_at >= owners.valid_from
            and ranked.owned_at < owners.valid_to
    left join reps
        on
            owners.owner_key = reps.rep_key
            and {{ business_date('ranked.owned_at') }} between reps.valid_from and reps.valid_to
)

select * from final
