{# One row per campaign, by its utm_campaign slug. #}
with campaigns as (
    select * from {{ ref('int_campaigns__unioned') }} where not coalesce(is_deleted, false)
),

-- Links of a campaign that all name one channel say by which it goes; clicks in e-mails do not, for
-- campaigns of every channel are mailed.
linked as (
    select
        {{ campaign_key('utm_campaign') }} as campaign_key,
        {{ channel_key('channel') }} as channel_key
    from {{ ref('int_touches__unioned') }}
    where
        not coalesce(is_deleted, false)
        and not coalesce(is_origin, false)
        and coalesce(utm_source, utm_medium) is not null
),

linked_channels as (
    select campaign_key, min(channel_key) as channel_key
    from linked
    where channel_key <> 'unknown'
    group by campaign_key
    having min(channel_key) = max(channel_key)
),

named as (
    select
        {{ campaign_key('campaign') }} as campaign_key,
        {{ channel_key('channel') }} as channel_key,
        name,
        starts_on,
        ends_on,
        budget,
        nullif(upper(trim(currency)), '') as currency,
        row_number() over (
            partition by {{ campaign_key('campaign') }} order by starts_on nulls last, source_key
        ) as record_rank
    from campaigns
),

merged as (
    select
        campaign_key,
        {{ first_known("nullif(channel_key, 'unknown')", 'record_rank') }} as channel_key,
        {{ first_known('name', 'record_rank') }} as name,
        min(starts_on) as starts_on,
        max(ends_on) as ends_on,
        {{ first_known('budget', 'record_rank') }} as budget,
        {{ first_known('currency', 'record_rank') }} as currency
    from named
    where campaign_key <> 'unknown'
    group by campaign_key
),

final as (
    select
        merged.campaign_key,
        coalesce(merged.channel_key, linked_channels.channel_key, 'unknown') as channel_key,
        merged.name,
        merged.starts_on,
        merged.ends_on,
        merged.budget,
        merged.currency
    from merged
    left join linked_channels on merged.campaign_key = linked_channels.campaign_key
)

select * from final
