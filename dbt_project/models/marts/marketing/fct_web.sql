{#
    One row per period, grain and slice. Visitors are the vendor's own count of each row: never added
    up. A landing page has the channel and campaign of its content.
#}
with traffic as (
    select * from {{ ref('web_traffic') }}
),

contents as (
    select * from {{ ref('contents') }}
),

-- A page may be declared twice: the content that was published first is taken.
ranked_contents as (
    select
        landing_page,
        channel_key,
        campaign_key,
        row_number() over (
            partition by landing_page order by published_at nulls last, content_key
        ) as content_rank
    from contents
    where landing_page is not null
),

landing_pages as (
    select * from ranked_contents where content_rank = 1
),

final as (
    select
        traffic.web_key,
        traffic.grain,
        traffic.period_start as period_start_on,
        traffic.slice,
        traffic.slice_value,
        case
            when traffic.slice = 'channel' then traffic.slice_value
            else coalesce(landing_pages.channel_key, 'unknown')
        end as channel_key,
        case
            when traffic.slice = 'campaign' then traffic.slice_value
            else coalesce(landing_pages.campaign_key, 'unknown')
        end as campaign_key,
        case when traffic.slice = 'market' then traffic.slice_value else 'unknown' end as market_key,
        traffic.sessions,
        traffic.visitors,
        traffic.views,
        traffic.engaged_sessions,
        traffic.seconds,
        {{ flag("traffic.slice = 'content' and traffic.slice_value <> 'unknown'") }} as is_content
    from traffic
    left join landing_pages
        on traffic.slice = 'content' and {{ url_path('traffic.slice_value') }} = landing_pages.landing_page
)

select * from final
