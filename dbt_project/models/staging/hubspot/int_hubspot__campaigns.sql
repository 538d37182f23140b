with campaigns as (

    select * from {{ ref('stg_hubspot__campaigns') }}

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(campaign_id as string) as source_id,
        cast('hubspot:' || campaign_id as string) as source_key,
        cast(loaded_at as timestamp) as loaded_at,
        -- The vendor gives no list of deleted campaigns.
        cast(false as boolean) as is_deleted,
        cast(name as string) as name,
        cast(utm_campaign as string) as campaign,
        -- The vendor's campaigns have no channel.
        cast(null as string) as channel,
        cast(starts_on as date) as starts_on,
        cast(ends_on as date) as ends_on,
        cast(budget as decimal(18, 2)) as budget,
        cast(currency as string) as currency
    from campaigns

)

select * from final
