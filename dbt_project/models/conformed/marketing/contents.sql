{# One row per published content. #}
with contents as (
    select * from {{ ref('int_contents__unioned') }} where not coalesce(is_deleted, false)
),

campaigns as (
    select * from {{ ref('campaigns') }}
),

named as (
    select
        source_key as content_key,
        {{ slug('kind') }} as kind,
        nullif({{ channel_key('channel') }}, 'unknown') as channel_key,
        {{ campaign_key('campaign') }} as campaign_key,
        coalesce(is_campaign_missing, false) as is_campaign_missing,
        published_at,
        {{ url_path('url') }} as landing_page,
        nullif(trim(title), '') as title
    from contents
),

final as (
    select
        named.content_key,
        named.kind,
        coalesce(named.channel_key, campaigns.channel_key, 'unknown') as channel_key,
        named.campaign_key,
        named.is_campaign_missing,
        named.published_at,
        named.landing_page,
        named.title
    from named
    left join campaigns on named.campaign_key = campaigns.campaign_key
)

select * from final
