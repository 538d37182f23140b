with campaign_days as (
    select * from {{ ref('stg_google_ads__campaign_days') }}
),

campaigns as (
    select * from {{ ref('stg_google_ads__campaigns') }}
),

identified as (
    select
        campaign_days.*,
        campaign_days.customer_id || '|' || campaign_days.campaign_id || '|'
        || cast(campaign_days.day as string) as source_id,
        campaigns.campaign,
        campaigns.channel
    from campaign_days
    left join campaigns
        on
            campaign_days.customer_id = campaigns.customer_id
            and campaign_days.campaign_id = campaigns.campaign_id
),

final as (
    select
        'google_ads' as source,
        source_id,
        'google_ads:' || source_id as source_key,
        loaded_at,
        -- Spend stays spent when its campaign is removed.
        false as is_deleted,
        day,
        campaign,
        coalesce(channel, 'Paid Other') as channel,
        cast(null as string) as market,
        customer_id as ad_account,
        cost,
        currency,
        impressions,
        clicks
    from identified
)

select * from final
