{#
    One row per lead, and whether it had a deal within the window: one that was logged late counts from its
    first trace.
#}
{%- set window_days = var('windows').lead_to_opportunity_days %}
with leads as (
    select * from {{ ref('fct_funnel_stages') }} where stage = 'lead'
),

late_logged as (
    select * from {{ ref('adjusted_deals') }} where is_late_logged = 1
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

accepted_people as (
    select * from {{ ref('accepted_people') }}
),

traces as (
    select opportunity_people.person_key, min(late_logged.entered_at) as traced_at
    from opportunity_people
    inner join late_logged on opportunity_people.opportunity_key = late_logged.opportunity_key
    group by opportunity_people.person_key
),

first_deals as (
    select
        traces.person_key,
        least(traces.traced_at, coalesce(accepted_people.first_opportunity_at, traces.traced_at))
            as first_deal_at
    from traces
    left join accepted_people on traces.person_key = accepted_people.person_key
),

final as (
    select
        leads.person_key,
        leads.reached_on as lead_on,
        leads.owner_key,
        leads.team_key,
        leads.is_lead,
        case
            when first_deals.person_key is null then leads.is_opportunity_in_window
            else {{ flag(
                'first_deals.first_deal_at >= leads.reached_at and first_deals.first_deal_at <= '
                ~ add_days('leads.reached_at', window_days)
            ) }}
        end as is_opportunity_in_window
    from leads
    left join first_deals on leads.person_key = first_deals.person_key
)

select * from final
