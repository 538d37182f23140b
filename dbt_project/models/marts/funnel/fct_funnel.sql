{# The shared funnel: one row per lead, with the time of every stage from lead to customer. #}
with milestones as (
    select * from {{ ref('fct_funnel_stages') }}
),

lead_quality as (
    select * from {{ ref('lead_quality') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

opportunities as (
    select * from {{ ref('fct_opportunities') }}
),

buyers as (
    select * from {{ ref('buyers') }}
),

leads as (
    select * from milestones where stage = 'lead'
),

-- The account's first win, or the person's own where one bought without an account.
account_wins as (
    select leads.person_key, buyers.first_won_at
    from leads
    inner join buyers on leads.account_key = buyers.buyer_key
    union all
    select leads.person_key, buyers.first_won_at
    from leads
    inner join buyers on leads.person_key = buyers.buyer_key
),

account_customers as (
    select person_key, min(first_won_at) as account_customer_at
    from account_wins
    group by person_key
),

stages as (
    select
        person_key,
        max(case when stage = 'worked' then reached_at end) as first_touch_at,
        max(case when stage = 'worked' then reached_on end) as first_touch_on,
        max(case when stage = 'mql' then reached_at end) as mql_at,
        max(case when stage = 'mql' then reached_on end) as mql_on,
        max(case when stage = 'mql' then owner_key end) as mql_owner_key,
        max(case when stage = 'mql' then team_key end) as mql_team_key,
        max(case when stage = 'mql' then window_closes_on end) as mql_window_closes_on,
        max(is_sql_in_window) as is_sql_in_window,
        max(case when stage = 'sql' then reached_at end) as sql_at,
        max(case when stage = 'sql' then reached_on end) as sql_on,
        max(case when stage = 'sql' then owner_key end) as sql_owner_key,
        max(case when stage = 'sql' then team_key end) as sql_team_key,
        max(case when stage = 'opportunity' then reached_at end) as first_opportunity_at,
        max(case when stage = 'opportunity' then reached_on end) as first_opportunity_on,
        max(case when stage = 'opportunity' then owner_key end) as opportunity_owner_key,
        max(case when stage = 'opportunity' then team_key end) as opportunity_team_key,
        max(case when stage = 'customer' then reached_at end) as customer_at,
        max(case when stage = 'customer' then reached_on end) as customer_on
    from milestones
    group by person_key
),

first_opportunities as (
    select
        opportunity_people.person_key,
        opportunities.opportunity_key,
        opportunities.outcome,
        opportunities.loss_reason,
        opportunities.closed_at,
        opportunities.amount_reporting,
        row_number() over (
            partition by opportunity_people.person_key
            order by opportunities.created_at, opportunities.opportunity_key
        ) as opportunity_rank
    from opportunity_people
    inner join opportunities on opportunity_people.opportunity_key = opportunities.opportunity_key
),

final as (
    select
        leads.person_key,
        leads.account_key,
        coalesce(first_opportunities.opportunity_key, 'unknown') as opportunity_key,
        leads.reached_at as lead_at,
        leads.reached_on as lead_on,
        -- A touch before the person was a lead is none of the lead's.
        case when stages.first_touch_at >= leads.reached_at then stages.first_touch_at end as first_touch_at,
        case when stages.first_touch_at >= leads.reached_at then stages.first_touch_on end as first_touch_on,
        -- Who was accepted was qualified by then.
        coalesce(least(lead_quality.qualified_at, stages.sql_at), lead_quality.qualified_at, stages.sql_at)
            as qualified_at,
        stages.mql_at,
        stages.mql_on,
        stages.sql_at,
        stages.sql_on,
        stages.first_opportunity_at,
        stages.first_opportunity_on,
        stages.customer_at,
        stages.customer_on,
        account_customers.account_customer_at,
        {{ business_date('account_customers.account_customer_at') }} as account_customer_on,
        lead_quality.disqualified_at,
        case when first_opportunities.outcome = 'lost' then first_opportunities.closed_at end as lost_at,
        coalesce(lead_quality.disqualified_reason, first_opportunities.loss_reason) as reason,
        first_opportunities.amount_reporting,
        leads.owner_key,
        leads.team_key,
        leads.channel_key,
        leads.campaign_key,
        leads.market_key,
        leads.segment_key,
        leads.industry_key,
        coalesce(stages.mql_owner_key, 'unknown') as mql_owner_key,
        coalesce(stages.mql_team_key, 'unknown') as mql_team_key,
        coalesce(stages.sql_owner_key, 'unknown') as sql_owner_key,
        coalesce(stages.sql_team_key, 'unknown') as sql_team_key,
        coalesce(stages.opportunity_owner_key, 'unknown') as opportunity_owner_key,
        coalesce(stages.opportunity_team_key, 'unknown') as opportunity_team_key,
        leads.is_lead,
        cast(case when stages.mql_at is not null then 1 else 0 end as bigint) as is_mql,
        cast(case when stages.sql_at is not null then 1 else 0 end as bigint) as is_sql,
        cast(case when stages.first_opportunity_at is not null then 1 else 0 end as bigint) as is_opportunity,
        stages.is_sql_in_window,
        leads.is_opportunity_in_window,
        stages.mql_window_closes_on,
        leads.window_closes_on as lead_window_closes_on
    from leads
    inner join stages on leads.person_key = stages.person_key
    inner join lead_quality on leads.person_key = lead_quality.person_key
    left join account_customers on leads.person_key = account_customers.person_key
    left join first_opportunities
        on leads.person_key = first_opportunities.person_key and first_opportunities.opportunity_rank = 1
)

select * from final
