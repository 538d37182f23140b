{#
    One row per planned programme cost that names a campaign whose cost a connected ad account
    reports in the same days: it says again what is loaded from there, so it is refused.
#}
with costs as (
    select *
    from {{ ref('int_costs__unioned') }}
    where not coalesce(is_deleted, false) and lower(trim(kind)) = 'programme'
),

ad_spend as (
    select * from {{ ref('ad_spend') }} where cost > 0
),

named as (
    select *, {{ campaign_key('utm_campaign') }} as campaign_key from costs
),

final as (
    select
        named.source_key,
        named.source,
        named.source_id,
        named.loaded_at,
        named.campaign_key,
        min(ad_spend.day_on) as first_repeated_on
    from named
    inner join ad_spend
        on
            named.campaign_key = ad_spend.campaign_key
            and ad_spend.day_on between named.period_start_on and named.period_end_on
    where named.campaign_key <> 'unknown'
    group by named.source_key, named.source, named.source_id, named.loaded_at, named.campaign_key
)

select * from final
