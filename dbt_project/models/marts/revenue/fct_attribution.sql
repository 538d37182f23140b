{#
    One row per won deal, touch on its path and attribution model: the touch's share of the deal's
    revenue. A deal without a touch has one row of 'unattributed' per model. Each share is what is due up to
    and with the touch less what is due before it: so they add up to the deal to the cent.
#}
{%- set half_life = var('windows').attribution_half_life_days %}
{%- set model_names = [
    'first_touch', 'last_touch', 'linear', 'time_decay', 'position_based', 'w_shaped', 'markov'
] %}
with deals as (
    select * from {{ ref('fct_opportunities') }} where is_won = 1
),

paths as (
    select * from {{ ref('conversion_paths') }} where outcome = 'won'
),

effects as (
    select * from {{ ref('channel_removal_effects') }}
),

models as (
    {% for name in model_names -%}
    {{ 'union all' if not loop.first }}
    select '{{ name }}' as model
    {% endfor %}
),

marked as (
    select
        paths.*,
        coalesce(effects.removal_effect, 0) as removal_effect,
        {{ days_between(
            'paths.occurred_at', 'max(paths.occurred_at) over (partition by paths.opportunity_key)'
        ) }} as days_before_last,
        max(case when paths.occurred_at <= paths.lead_at then paths.path_position end) over (
            partition by paths.opportunity_key
        ) as lead_position,
        max(case when paths.occurred_at <= paths.created_at then paths.path_position end) over (
            partition by paths.opportunity_key
        ) as creation_position
    from paths
    left join effects
        on paths.closing_month = effects.closing_month and paths.channel_key = effects.channel_key
),

anchored as (
    select
        *,
        case when path_position = 1 then 1 else 0 end
        + case when path_position = lead_position then 1 else 0 end
        + case when path_position = creation_position then 1 else 0 end as anchors,
        max(removal_effect) over (partition by opportunity_key) as best_effect
    from marked
),

counted as (
    select
        *,
        sum(case when anchors = 0 then 1 else 0 end) over (partition by opportunity_key) as other_touches
    from anchored
),

weighed as (
    select
        counted.opportunity_key,
        counted.touch_key,
        counted.path_position,
        counted.path_length,
        counted.channel_key,
        counted.campaign_key,
        counted.occurred_at,
        models.model,
        -- Decimals: a sum of doubles depends on the order in which the rows come.
        cast(
            case models.model
                when 'first_touch' then case when counted.path_position = 1 then 1 else 0 end
                when 'last_touch'
                    then case when counted.path_position = counted.path_length then 1 else 0 end
                when 'linear' then 1
                -- Only the ratios count: measured from the last touch, an old path stays precise.
                when 'time_decay' then power(2, -counted.days_before_last / {{ half_life }})
                when 'position_based'
                    then case
                        when counted.path_length <= 2 then 1
                        when counted.path_position in (1, counted.path_length) then 0.4
                        else 0.2 / nullif(counted.path_length - 2, 0)
                    end
                when 'w_shaped'
                    then case
                        when counted.anchors > 0 then 0.3 * counted.anchors
                        else 0.1 / nullif(counted.other_touches, 0)
                    end
                when 'markov'
                    then case when counted.best_effect > 0 then counted.removal_effect else 1 end
            end as decimal(28, 15)
        ) as weight
    from counted
    cross join models
),

added_up as (
    select
        *,
        case
            when path_position = path_length then 1
            else cast(
                sum(weight) over (
                    partition by opportunity_key, model order by path_position
                    rows between unbounded preceding and current row
                ) as {{ type_double() }}
            ) / nullif(cast(sum(weight) over (partition by opportunity_key, model) as {{ type_double() }}), 0)
        end as share_with_touch
    from weighed
),

shared as (
    select
        *,
        coalesce(
            lag(share_with_touch) over (partition by opportunity_key, model order by path_position), 0
        ) as share_before_touch
    from added_up
),

complete_shares as (
    select
        deals.opportunity_key,
        coalesce(shared.touch_key, 'unattributed') as touch_key,
        models.model,
        shared.path_position,
        shared.path_length,
        shared.occurred_at as touched_at,
        coalesce(shared.channel_key, 'unattributed') as channel_key,
        coalesce(shared.campaign_key, 'unattributed') as campaign_key,
        coalesce(shared.share_with_touch, 1) as share_with_touch,
        coalesce(shared.share_before_touch, 0) as share_before_touch,
        case when shared.touch_key is null then 0 else 1 end as is_attributed
    from deals
    cross join models
    left join shared on deals.opportunity_key = shared.opportunity_key and models.model = shared.model
),

final as (
    select
        complete_shares.opportunity_key || ':' || complete_shares.touch_key || ':' || complete_shares.model
            as attribution_key,
        complete_shares.opportunity_key,
        complete_shares.touch_key,
        complete_shares.model,
        deals.account_key,
        complete_shares.path_position,
        complete_shares.path_length,
        complete_shares.touched_at,
        deals.closed_at,
        deals.closed_on,
        deals.owner_key,
        deals.team_key,
        complete_shares.channel_key,
        complete_shares.campaign_key,
        deals.market_key,
        deals.segment_key,
        deals.industry_key,
        deals.pipeline_key,
        deals.currency,
        deals.is_fx_missing,
        {{ flag('deals.amount is null') }} as is_amount_missing,
        complete_shares.share_with_touch - complete_shares.share_before_touch as revenue_share,
        cast(
            {{ part_of('deals.won_amount', 'complete_shares.share_with_touch') }}
            - {{ part_of('deals.won_amount', 'complete_shares.share_before_touch') }}
            as decimal(18, 2)
        ) as attributed_amount,
        cast(complete_shares.is_attributed as bigint) as is_attributed,
        {{ flag(
            "complete_shares.channel_key in ('paid_search', 'paid_social', 'display', 'video')"
        ) }} as is_paid,
        {{ flag("complete_shares.channel_key = 'email'") }} as is_email
    from complete_shares
    inner join deals on complete_shares.opportunity_key = deals.opportunity_key
)

select * from final
