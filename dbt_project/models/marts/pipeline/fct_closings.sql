{#
    One row per deal that closed, won or lost: why, against whom, and how good a win it was. The
    quality score is the weighted mean, in per cent, of the parts that are known, each from 0 to 1.
#}
{%- set quality = var('deal_quality') %}
{%- set has_rule = var('ideal_customer').values() | select | list %}
with opportunities as (
    select * from {{ ref('fct_opportunities') }} where is_closed = 1
),

order_lines as (
    select * from {{ ref('fct_order_lines') }}
),

accounts as (
    select * from {{ ref('accounts') }}
),

opportunity_people as (
    select * from {{ ref('opportunity_people') }}
),

follow_ups as (
    select * from {{ ref('fct_activities') }} where is_follow_up = 1
),

lines as (
    select
        opportunity_key,
        sum(costed_amount) as costed_amount,
        sum(margin_amount) as margin,
        sum(list_amount_reporting) as list_amount,
        sum(discount_reporting) as discount
    from order_lines
    group by opportunity_key
),

people as (
    select opportunity_key, count(*) as people
    from opportunity_people
    group by opportunity_key
),

followed_up as (
    select distinct opportunities.opportunity_key
    from opportunities
    inner join opportunity_people on opportunities.opportunity_key = opportunity_people.opportunity_key
    inner join follow_ups
        on
            opportunity_people.person_key = follow_ups.person_key
            and opportunities.created_at <= follow_ups.occurred_at
            and opportunities.closed_at >= follow_ups.occurred_at
),

measured as (
    select
        opportunities.opportunity_key,
        cast(accounts.is_ideal_customer as {{ type_double() }}) as icp_fit,
        -- Of the lines whose cost is known.
        cast(lines.margin as {{ type_double() }})
        / nullif(cast(lines.costed_amount as {{ type_double() }}), 0) as margin,
        1 - cast(lines.discount as {{ type_double() }})
        / nullif(cast(lines.list_amount as {{ type_double() }}), 0) as discount,
        1 - nullif(opportunities.cycle_days, 0) / {{ quality.cycle_days }} as cycle,
        cast(people.people as {{ type_double() }}) / {{ quality.contacts }} as multi_contact
    from opportunities
    left join lines on opportunities.opportunity_key = lines.opportunity_key
    left join people on opportunities.opportunity_key = people.opportunity_key
    left join accounts on opportunities.account_key = accounts.account_key
    where opportunities.is_won = 1
),

clamped as (
    select
        opportunity_key,
        -- Without any rule every account would fit.
        {{ clamped('icp_fit') if has_rule else 'cast(null as ' ~ type_double() ~ ')' }} as icp_fit_part,
        {{ clamped('margin') }} as margin_part,
        {{ clamped('discount') }} as discount_part,
        {{ clamped('cycle') }} as cycle_part,
        {{ clamped('multi_contact') }} as multi_contact_part
    from measured
),

scored as (
    select
        *,
        {{ deal_quality_score({
            'icp_fit': quality.icp_fit_weight,
            'margin': quality.margin_weight,
            'discount': quality.discount_weight,
            'cycle': quality.cycle_weight,
            'multi_contact': quality.multi_contact_weight,
        }) }} as quality_score
    from clamped
),

final as (
    select
        opportunities.opportunity_key,
        opportunities.account_key,
        opportunities.pipeline_key,
        opportunities.closed_at,
        opportunities.closed_on,
        opportunities.outcome,
        case
            when opportunities.is_won = 1 then 'won'
            else coalesce({{ slug('opportunities.loss_reason') }}, 'unspecified')
        end as reason,
        'vs_' || {{ slug('opportunities.competitor') }} as competitor,
        opportunities.owner_key,
        opportunities.team_key,
        opportunities.channel_key,
        opportunities.campaign_key,
        opportunities.market_key,
        opportunities.segment_key,
        opportunities.industry_key,
        opportunities.is_closed,
        opportunities.currency,
        opportunities.closed_amount,
        opportunities.is_fx_missing,
        {{ flag('opportunities.amount is null') }} as is_amount_missing,
        {{ flag("opportunities.type = 'unknown'") }} as is_type_unknown,
        {{ flag('opportunities.is_won = 1 and followed_up.opportunity_key is not null') }}
            as is_won_after_follow_up,
        scored.icp_fit_part,
        scored.margin_part,
        scored.discount_part,
        scored.cycle_part,
        scored.multi_contact_part,
        scored.quality_score,
        {{ flag('scored.quality_score is not null') }} as is_scored
    from opportunities
    left join scored on opportunities.opportunity_key = scored.opportunity_key
    left join followed_up on opportunities.opportunity_key = followed_up.opportunity_key
)

select * from final
