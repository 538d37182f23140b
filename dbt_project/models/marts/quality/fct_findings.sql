{#
    Records whose dates contradict each other, each with the two instants: they belong to no conversion and
    have no cycle. And refunds that nobody dates, which no figure can count.
#}
with milestones as (
    select * from {{ ref('funnel_milestones') }} where is_before_lead
),

leads as (
    select * from {{ ref('fct_funnel') }}
),

opportunities as (
    select * from {{ ref('fct_opportunities') }}
),

first_contacts as (
    select * from {{ ref('opportunity_cycles') }} where is_won_before_contact
),

lines as (
    select * from {{ ref('opportunity_lines') }} where refund_amount <> 0 and refunded_at is null
),

found as (
    select
        milestones.stage || '_before_lead' as finding,
        'lead' as record_kind,
        milestones.person_key as record_key,
        milestones.reached_at as happened_at,
        leads.lead_at as expected_after,
        leads.owner_key,
        leads.team_key
    from milestones
    inner join leads on milestones.person_key = leads.person_key
    union all
    select
        'closed_before_created' as finding,
        'opportunity' as record_kind,
        opportunity_key as record_key,
        closed_at as happened_at,
        created_at as expected_after,
        owner_key,
        team_key
    from opportunities
    where is_closed = 1 and closed_at < created_at and created_at_basis = 'created_date'
    union all
    select
        'won_before_first_contact' as finding,
        'opportunity' as record_kind,
        opportunities.opportunity_key as record_key,
        opportunities.closed_at as happened_at,
        first_contacts.contacted_at as expected_after,
        opportunities.owner_key,
        opportunities.team_key
    from first_contacts
    inner join opportunities on first_contacts.opportunity_key = opportunities.opportunity_key
    where opportunities.is_won = 1
    union all
    select
        'refund_without_date' as finding,
        'opportunity_line' as record_kind,
        lines.order_line_key as record_key,
        opportunities.closed_at as happened_at,
        cast(null as timestamp) as expected_after,
        opportunities.owner_key,
        opportunities.team_key
    from lines
    inner join opportunities on lines.opportunity_key = opportunities.opportunity_key
    where opportunities.is_won = 1
),

final as (
    select
        finding || ':' || record_key as finding_key,
        finding,
        record_kind,
        record_key,
        happened_at,
        {{ business_date('happened_at') }} as happened_on,
        expected_after,
        owner_key,
        team_key
    from found
)

select * from final
