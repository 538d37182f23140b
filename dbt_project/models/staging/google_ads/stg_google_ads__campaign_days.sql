with campaign_days as (
    select * from {{ source('raw_google_ads', 'campaign_days') }}
),

final as (
    select
        cast(customer_id as string) as customer_id,
        cast(campaign_id as string) as campaign_id,
        cast(segments_date as date) as day,
        cast(currency_code as string) as currency,
        cast(time_zone as string) as time_zone,
        -- Millionths of the account's currency.
        cast(round(cast(cost_micros as decimal(28, 0)) / 1000000, 2) as decimal(18, 2)) as cost,
        cast(impressions as bigint) as impressions,
        cast(clicks as bigint) as clicks,
        cast(_loaded_at as timestamp) as loaded_at
    from campaign_days
)

select * from final
