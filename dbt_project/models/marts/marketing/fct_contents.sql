{# One row per content published by as_of. #}
with contents as (
    select * from {{ ref('contents') }} where published_at < {{ as_of_end() }}
),

final as (
    select
        content_key,
        kind,
        published_at,
        {{ business_date('published_at') }} as published_on,
        'unknown' as owner_key,
        'unknown' as team_key,
        channel_key,
        campaign_key,
        'unknown' as market_key,
        'unknown' as segment_key,
        'unknown' as industry_key,
        {{ flag("is_campaign_missing") }} as is_campaign_missing,
        {{ flag("kind in ('page', 'post', 'article', 'video')") }} as is_content,
        {{ flag("kind = 'social_post'") }} as is_social_post,
        title,
        landing_page
    from contents
)

select * from final
