{#
    One row per campaign that has started by as_of, with the revenue attributed to it (linear) and its
    marketing spend within the window after its first day: a hit has paid its spend back.
#}
{%- set window = var('windows').campaign_hit_days %}
with campaigns as (
    select * from {{ ref('campaigns') }} where starts_on <= {{ as_of() }}
),

attribution as (
    select * from {{ ref('fct_attribution') }} where model = 'linear'
),

spend as (
    select * from {{ ref('fct_spend') }} where kind in ('ads', 'programme')
),

launched as (
    select
        campaign_key,
        channel_key,
        starts_on as launched_on,
        ends_on,
        {{ add_days_to_date('starts_on', window) }} as window_closes_on
    from campaigns
),

earned as (
    select
        launched.campaign_key,
        sum(attribution.attributed_amount) as attributed_revenue,
        max(attribution.is_fx_missing) as lacks_rate,
        max(attribution.is_amount_missing) as lacks_amount
    from launched
    inner join attribution
        on
            launched.campaign_key = attribution.campaign_key
            and attribution.closed_on between launched.launched_on and launched.window_closes_on
    group by launched.campaign_key
),

spent as (
    -- Exact: a sum of doubles depends on the order in which the rows come.
    select
        launched.campaign_key,
        sum(cast(spend.marketing_cost as decimal(28, 9))) as marketing_spend,
        max(spend.is_fx_missing) as lacks_rate,
        max(case when spend.cost is null then 1 else 0 end) as lacks_amount
    from launched
    inner join spend
        on
            launched.campaign_key = spend.campaign_key
            and spend.day_on between launched.launched_on and launched.window_closes_on
    group by launched.campaign_key
),

measured as (
    select
        launched.campaign_key,
        launched.channel_key,
        launched.launched_on,
        launched.ends_on,
        launched.window_closes_on,
        cast(coalesce(earned.attributed_revenue, 0) as decimal(18, 2)) as attributed_revenue,
        cast(coalesce(spent.marketing_spend, 0) as {{ type_double() }}) as marketing_spend,
        greatest(coalesce(earned.lacks_rate, 0), coalesce(spent.lacks_rate, 0)) as lacks_rate,
        greatest(coalesce(earned.lacks_amount, 0), coalesce(spent.lacks_amount, 0)) as lacks_amount
    from launched
    left join earned on launched.campaign_key = earned.campaign_key
    left join spent on launched.campaign_key = spent.campaign_key
),

final as (
    select
        campaign_key,
        channel_key,
        launched_on,
        ends_on,
        window_closes_on,
        attributed_revenue,
        marketing_spend,
        cast(lacks_rate as bigint) as lacks_rate,
        cast(lacks_amount as bigint) as lacks_amount,
        cast(1 as bigint) as is_launched,
        cast(case
            when
                attributed_revenue > 0
                and attributed_revenue >= {{ var('campaign_hit').min_return }} * marketing_spend
                then 1
            else 0
        end as bigint) as is_hit
    from measured
)

select * from final
