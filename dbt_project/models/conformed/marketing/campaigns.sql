{# One row per campaign, by its utm_campaign slug. #}
with campaigns as (
    select * from {{ ref('int_campaigns__unioned') }} where not coalesce(is_deleted, false)
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

final as (
    select
        campaign_key,
        {{ known(first_known("nullif(channel_key, 'unknown')", 'record_rank')) }} as channel_key,
        {{ first_known('name', 'record_rank') }} as name,
        min(starts_on) as starts_on,
        max(ends_on) as ends_on,
        {{ first_known('budget', 'record_rank') }} as budget,
        {{ first_known('currency', 'record_rank') }} as currency
    from named
    where campaign_key <> 'unknown'
    group by campaign_key
)

select * from final
