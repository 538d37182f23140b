with contents as (

    select * from {{ ref('stg_hubspot__contents') }} where is_published

),

campaigns as (

    select * from {{ ref('stg_hubspot__campaigns') }}

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(contents.content_id as string) as source_id,
        cast('hubspot:' || contents.content_id as string) as source_key,
        cast(contents.loaded_at as timestamp) as loaded_at,
        cast(false as boolean) as is_deleted,
        cast(contents.kind as string) as kind,
        cast(contents.title as string) as title,
        cast(campaigns.utm_campaign as string) as campaign,
        cast(
            contents.campaign_id is not null and campaigns.campaign_id is null as boolean
        ) as is_campaign_missing,
        -- The CMS says where a content is, not by which channel it is meant to be found.
        cast(null as string) as channel,
        cast(contents.published_at as timestamp) as published_at,
        cast(contents.url as string) as url
    from contents
    left join campaigns on contents.campaign_id = campaigns.campaign_id

)

select * from final
