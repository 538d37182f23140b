with web_traffic as (
    select * from {{ ref('stg_google_analytics__web_traffic') }}
),

identified as (
    select
        *,
        property_id || '|' || grain || '|' || cast(period_start as string) || '|' || slice || '|'
        || slice_value as source_id
    from web_traffic
),

final as (
    select
        'google_analytics' as source,
        source_id,
        'google_analytics:' || source_id as source_key,
        loaded_at,
        false as is_deleted,
        grain,
        period_start,
        slice,
        -- What the vendor could not attribute is unknown; '(other)' stays: it is many members in one row.
        case when slice_value in ('(not set)', '') then 'unknown' else slice_value end as slice_value,
        sessions,
        visitors,
        views,
        engaged_sessions,
        seconds
    from identified
)

select * from final
