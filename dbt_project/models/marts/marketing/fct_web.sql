{# One row per period, grain and slice. Visitors are the vendor's own count of each row: never added up. #}
with traffic as (
    select * from {{ ref('web_traffic') }}
),

final as (
    select
        web_key,
        grain,
        period_start as period_start_on,
        slice,
        slice_value,
        case when slice = 'channel' then slice_value else 'unknown' end as channel_key,
        case when slice = 'campaign' then slice_value else 'unknown' end as campaign_key,
        case when slice = 'market' then slice_value else 'unknown' end as market_key,
        sessions,
        visitors,
        views,
        engaged_sessions,
        seconds
    from traffic
)

select * from final
