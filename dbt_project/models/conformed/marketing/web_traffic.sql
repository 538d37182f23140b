{# One row per period and slice, as the vendor computed it; members that become one are not added up. #}
with traffic as (
    select * from {{ ref('base_web_traffic') }} where not coalesce(is_deleted, false)
),

final as (
    select
        source_key as web_key,
        grain,
        period_start,
        slice,
        case slice
            when 'channel' then {{ channel_key('slice_value') }}
            when 'campaign' then {{ campaign_key('slice_value') }}
            when 'market' then {{ market_key('slice_value') }}
            when 'total' then 'total'
            else {{ known('slice_value') }}
        end as slice_value,
        sessions,
        visitors,
        views,
        engaged_sessions,
        seconds
    from traffic
    where period_start <= {{ as_of() }}
)

select * from final
