{#
    One row per period and slice, as the vendor computed it. Where several of the vendor's members
    become one canonical member, nobody knows how many visitors that has: they do not add up.
#}
with traffic as (
    select * from {{ ref('int_web_traffic__unioned') }} where not coalesce(is_deleted, false)
),

named as (
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
),

counted as (
    select
        *,
        count(*) over (partition by grain, period_start, slice, slice_value) as members
    from named
),

final as (
    select
        web_key,
        grain,
        period_start,
        slice,
        slice_value,
        sessions,
        case when members = 1 then visitors end as visitors,
        views,
        engaged_sessions,
        seconds
    from counted
)

select * from final
