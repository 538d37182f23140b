{# One row per day, campaign and ad account, in the reporting currency too. #}
with ad_spend as (
    select * from {{ ref('int_ad_spend__unioned') }} where not coalesce(is_deleted, false)
),

campaigns as (
    select * from {{ ref('campaigns') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

named as (
    select
        source_key,
        day,
        {{ campaign_key('campaign') }} as campaign_key,
        nullif({{ channel_key('channel') }}, 'unknown') as channel_key,
        {{ market_key('market') }} as market_key,
        ad_account,
        cost,
        nullif(upper(trim(currency)), '') as currency,
        impressions,
        clicks
    from ad_spend
    where day <= {{ as_of() }}
),

final as (
    select
        named.source_key as ad_spend_key,
        named.day as day_on,
        named.campaign_key,
        coalesce(named.channel_key, campaigns.channel_key, 'unknown') as channel_key,
        named.market_key,
        named.ad_account,
        named.cost,
        named.currency,
        named.impressions,
        named.clicks,
        {{ in_reporting_currency('named.cost', 'rates.rate') }} as cost_reporting,
        {{ fx_missing('named.cost', 'rates.rate') }} as is_fx_missing
    from named
    left join campaigns on named.campaign_key = campaigns.campaign_key
    left join rates on named.day = rates.day_on and named.currency = rates.currency
)

select * from final
