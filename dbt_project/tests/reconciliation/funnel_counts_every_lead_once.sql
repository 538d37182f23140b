-- The funnel has exactly the persons that are leads by as_of, and its stages the same milestones.
{{ config(meta={'dagster': {'ref': {'name': 'fct_funnel'}}}) }}
with leads as (
    select person_key from {{ ref('people') }} where lead_at < {{ as_of_end() }}
),

funnel as (
    select
        person_key,
        is_lead,
        is_mql,
        is_sql,
        is_opportunity
    from {{ ref('fct_funnel') }}
),

counts as (
    select
        (select count(*) from leads) as people_leads,
        (select sum(is_lead) from funnel) as funnel_leads,
        (select sum(is_lead) from {{ ref('fct_funnel_stages') }}) as stage_leads,
        (select sum(is_mql) from funnel) as funnel_mqls,
        (select sum(is_mql) from {{ ref('fct_funnel_stages') }}) as stage_mqls,
        (select sum(is_sql) from funnel) as funnel_sqls,
        (select sum(is_sql) from {{ ref('fct_funnel_stages') }}) as stage_sqls,
        (select sum(is_opportunity) from funnel) as funnel_opportunities,
        (select sum(is_opportunity) from {{ ref('fct_funnel_stages') }}) as stage_opportunities
)

select *
from counts
where
    people_leads <> coalesce(funnel_leads, 0)
    or people_leads <> coalesce(stage_leads, 0)
    or funnel_mqls <> stage_mqls
    or funnel_sqls <> stage_sqls
    or funnel_opportunities <> stage_opportunities
