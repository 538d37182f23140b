with campaigns as (
    select * from {{ ref('stg_google_ads__campaigns') }}
),

identified as (
    select
        *,
        customer_id || '|' || campaign_id as source_id
    from campaigns
),

final as (
    select
        'google_ads' as source,
        source_id,
        'google_ads:' || source_id as source_key,
        loaded_at,
        is_deleted,
        name,
        campaign,
        channel,
        starts_on,
        ends_on,
        cast(null as decimal(18, 2)) as budget,
        currency
    from identified
)

select * from final
