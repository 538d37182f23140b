{# One row per lead and stage reached, counted at that instant, with the owner and team of that instant. #}
{%- set windows = var('windows') %}
with milestones as (
    select *
    from {{ ref('funnel_milestones') }}
    -- What happened before the lead belongs to no conversion; the cohort of a touch begins with itself.
    where not is_before_lead or stage = 'worked'
),

people as (
    select * from {{ ref('people') }}
),

lead_quality as (
    select * from {{ ref('lead_quality') }}
),

assigned_people as (
    select distinct person_key
    from {{ ref('person_owners') }}
    where owner_key <> 'unknown' and valid_from < {{ as_of_end() }}
),

responses as (
    select * from {{ ref('lead_responses') }}
),

calendar as (
    select * from {{ ref('business_calendar') }}
),

opportunities as (
    select *
    from {{ ref('opportunities') }}
    where outcome = 'won' and closed_at < {{ as_of_end() }}
),

customers as (
    select * from {{ ref('opportunity_customers') }} where is_customer_known
),

customer_people as (
    select * from {{ ref('customer_people') }}
),

wins as (
    select customers.customer_key, opportunities.closed_at
    from opportunities
    inner join customers on opportunities.opportunity_key = customers.opportunity_key
),

-- A lead is won with its company, or as who bought without one.
possible_customers as (
    select person_key, account_key as customer_key, lead_at from people
    union all
    select people.person_key, customer_people.customer_key, people.lead_at
    from people
    inner join customer_people on people.person_key = customer_people.person_key
),

-- Leads whose customer bought in time, the win after their own first one too.
won_leads as (
    select distinct possible_customers.person_key
    from possible_customers
    inner join wins on possible_customers.customer_key = wins.customer_key
    where
        wins.closed_at >= possible_customers.lead_at
        and wins.closed_at
        <= {{ add_days('possible_customers.lead_at', windows.pipeline_conversion_days) }}
),

paired as (
    select
        milestones.*,
        -- What the cohort of a stage is waited for: leads for an opportunity, MQLs for an SQL.
        later.reached_at as converted_at,
        case milestones.stage
            when 'lead' then {{ add_days('milestones.reached_at', windows.lead_to_opportunity_days) }}
            when 'mql' then {{ add_days('milestones.reached_at', windows.mql_to_sql_days) }}
        end as window_closes_at
    from milestones
    left join milestones as later
        on
            milestones.person_key = later.person_key
            and later.stage = case milestones.stage when 'lead' then 'opportunity' when 'mql' then 'sql' end
            and milestones.reached_at <= later.reached_at
),

-- Who was accepted in time was fit to be worked, whatever came after.
accepted_leads as (
    select milestones.person_key, milestones.reached_at as sql_at
    from milestones
    where milestones.stage = 'sql'
),

answered as (
    select
        person_key,
        answered_at,
        {{ business_date('answered_at') }} as answered_on,
        is_response_in_window,
        is_meeting_in_window
    from responses
),

final as (
    select
        paired.person_key || ':' || paired.stage as funnel_stage_key,
        paired.person_key,
        people.account_key,
        paired.stage,
        paired.reached_at,
        paired.reached_on,
        paired.owner_key,
        paired.team_key,
        people.channel_key,
        people.campaign_key,
        people.market_key,
        people.segment_key,
        people.industry_key,
        cast(case when paired.stage = 'lead' then 1 else 0 end as bigint) as is_lead,
        cast(case when paired.stage = 'mql' then 1 else 0 end as bigint) as is_mql,
        cast(case when paired.stage = 'sql' then 1 else 0 end as bigint) as is_sql,
        cast(case when paired.stage = 'opportunity' then 1 else 0 end as bigint) as is_opportunity,
        cast(case when paired.stage = 'customer' then 1 else 0 end as bigint) as is_customer,
        cast(case
            when paired.stage = 'mql' and paired.converted_at <= paired.window_closes_at then 1 else 0
        end as bigint) as is_sql_in_window,
        cast(case
            when paired.stage = 'lead' and paired.converted_at <= paired.window_closes_at then 1 else 0
        end as bigint) as is_opportunity_in_window,
        {{ business_date('paired.window_closes_at') }} as window_closes_on,
        {{ flag("paired.stage = 'lead' and won_leads.person_key is not null") }}
            as is_won_in_window,
        {{ flag("paired.stage = 'worked'") }} as is_worked,
        {{ flag("paired.stage = 'worked' and answered.is_response_in_window = 1") }} as is_response_in_window,
        {{ flag("paired.stage = 'worked' and answered.is_meeting_in_window = 1") }} as is_meeting_in_window,
        {{ flag("paired.stage = 'lead' and answered.answered_at is not null") }} as is_answered,
        case
            when paired.stage = 'lead' then {{ hours_between('paired.reached_at', 'answered.answered_at') }}
        end as speed_to_lead_hours,
        case
            when paired.stage = 'lead'
                then {{ business_hours_between(
                    'paired.reached_at', 'creation', 'answered.answered_at', 'answering'
                ) }}
        end as speed_to_lead_business_hours,
        {{ flag(
            "paired.stage = 'lead' and (lead_quality.is_qualified_in_window = 1 or accepted_leads.sql_at <= "
            ~ add_days('paired.reached_at', windows['lead_qualification_days']) ~ ")"
        ) }} as is_qualified_in_window,
        {{ flag("paired.stage = 'lead' and lead_quality.is_ideal_customer = 1") }} as is_ideal_customer,
        {{ flag("paired.stage = 'lead' and lead_quality.is_fit_unknown = 1") }} as is_fit_unknown,
        {{ flag("paired.stage = 'lead' and assigned_people.person_key is null") }} as is_unassigned,
        {{ flag("paired.stage = 'lead' and people.channel_key = 'referral'") }} as is_referred_lead
    from paired
    inner join people on paired.person_key = people.person_key
    left join lead_quality on paired.person_key = lead_quality.person_key
    left join assigned_people on paired.person_key = assigned_people.person_key
    left join answered on paired.person_key = answered.person_key
    left join accepted_leads on paired.person_key = accepted_leads.person_key
    left join won_leads on paired.person_key = won_leads.person_key
    left join calendar as creation on paired.reached_on = creation.day_on
    left join calendar as answering on answered.answered_on = answering.day_on
)

select * from final
