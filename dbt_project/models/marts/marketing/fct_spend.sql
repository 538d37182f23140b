{# One row per day and cost: advertising as the accounts bill it, planned costs spread over their days. #}
with ad_spend as (
    select * from {{ ref('ad_spend') }}
),

costs as (
    select * from {{ ref('costs') }}
),

spend as (
    select
        ad_spend_key as spend_key,
        day_on,
        'ads' as kind,
        channel_key,
        campaign_key,
        market_key,
        ad_account,
        currency,
        cast(cost as {{ type_double() }}) as cost,
        cast(cost_reporting as {{ type_double() }}) as cost_reporting,
        impressions,
        clicks,
        is_fx_missing
    from ad_spend
    union all
    select
        cost_day_key as spend_key,
        day_on,
        kind,
        channel_key,
        campaign_key,
        market_key,
        cast(null as string) as ad_account,
        currency,
        cost,
        cost_reporting,
        cast(0 as bigint) as impressions,
        cast(0 as bigint) as clicks,
        is_fx_missing
    from costs
),

final as (
    select
        spend_key,
        day_on,
        kind,
        'unknown' as owner_key,
        'unknown' as team_key,
        channel_key,
        campaign_key,
        market_key,
        'unknown' as segment_key,
        'unknown' as industry_key,
        ad_account,
        currency,
        cost,
        cost_reporting,
        case when kind = 'ads' then coalesce(cost_reporting, 0) else 0 end as ads_cost,
        case when kind = 'programme' then coalesce(cost_reporting, 0) else 0 end as programme_cost,
        case when kind in ('ads', 'programme') then coalesce(cost_reporting, 0) else 0 end as marketing_cost,
        case
            when kind in ('salaries', 'commissions', 'tools') then coalesce(cost_reporting, 0) else 0
        end as sales_cost,
        coalesce(impressions, 0) as impressions,
        coalesce(clicks, 0) as clicks,
        is_fx_missing
    from spend
)

select * from final
