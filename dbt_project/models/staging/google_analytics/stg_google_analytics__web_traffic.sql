with web_traffic as (
    select * from {{ source('raw_google_analytics', 'web_traffic') }}
),

final as (
    select
        cast(property_id as string) as property_id,
        cast(grain as string) as grain,
        cast(period_start as date) as period_start,
        cast(slice as string) as slice,
        cast(slice_value as string) as slice_value,
        cast(sessions as bigint) as sessions,
        cast(total_users as bigint) as visitors,
        cast(screen_page_views as bigint) as views,
        cast(engaged_sessions as bigint) as engaged_sessions,
        cast(user_engagement_duration as {{ type_double() }}) as seconds,
        cast(time_zone as string) as time_zone,
        coalesce(cast(subject_to_thresholding as boolean), false) as is_thresholded,
        coalesce(cast(data_loss_from_other_row as boolean), false) as has_other_row,
        cast(_loaded_at as timestamp) as loaded_at
    from web_traffic
)

select * from final
