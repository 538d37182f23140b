{#
    The path of each closed deal, won or lost: the touches of the account's people (of the deal's,
    where no account is known) from the look-back before its creation to its closing.
#}
{%- set windows = var('windows') %}
with deals as (
    select
        *,
        {{ business_date('closed_at') }} as closed_on,
        {{ add_days('created_at', -windows.attribution_lookback_days) }} as looked_back_to
    from {{ ref('opportunities') }}
    where outcome in ('won', 'lost') and closed_at < {{ as_of_end() }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

people as (
    select * from {{ ref('people') }}
),

touches as (
    select * from {{ ref('touches') }} where occurred_at < {{ as_of_end() }}
),

deal_leads as (
    select opportunity_people.opportunity_key, min(people.lead_at) as lead_at
    from opportunity_people
    inner join people on opportunity_people.person_key = people.person_key
    group by opportunity_people.opportunity_key
),

touched_deals as (
    select
        deals.opportunity_key,
        touches.touch_key,
        touches.channel_key,
        touches.campaign_key,
        touches.occurred_at
    from deals
    inner join touches on deals.account_key = touches.account_key
    where
        deals.account_key <> 'unknown'
        and touches.occurred_at between deals.looked_back_to and deals.closed_at
    union all
    select
        deals.opportunity_key,
        touches.touch_key,
        touches.channel_key,
        touches.campaign_key,
        touches.occurred_at
    from deals
    inner join opportunity_people on deals.opportunity_key = opportunity_people.opportunity_key
    inner join touches on opportunity_people.person_key = touches.person_key
    where
        deals.account_key = 'unknown'
        and touches.occurred_at between deals.looked_back_to and deals.closed_at
),

final as (
    select
        touched_deals.opportunity_key,
        touched_deals.touch_key,
        cast(row_number() over (
            partition by touched_deals.opportunity_key
            order by touched_deals.occurred_at, touched_deals.touch_key
        ) as bigint) as path_position,
        count(*) over (partition by touched_deals.opportunity_key) as path_length,
        touched_deals.channel_key,
        touched_deals.campaign_key,
        touched_deals.occurred_at,
        deal_leads.lead_at,
        deals.created_at,
        deals.closed_at,
        {{ first_day_of('month', 'deals.closed_on') }} as closing_month,
        deals.outcome
    from touched_deals
    inner join deals on touched_deals.opportunity_key = deals.opportunity_key
    left join deal_leads on touched_deals.opportunity_key = deal_leads.opportunity_key
)

select * from final
