with campaigns as (
    select * from {{ source('raw_google_ads', 'campaigns') }}
),

campaign_names as (
    select * from {{ source('raw_google_ads', 'campaign_names') }}
),

-- A campaign stays what it was first called: by another name its past would be another campaign's.
first_names as (
    select customer_id, id, min_by(name, seen_on) as first_name from campaign_names group by customer_id, id
),

final as (
    select
        cast(campaigns.customer_id as string) as customer_id,
        cast(campaigns.id as string) as campaign_id,
        cast(campaigns.name as string) as name,
        cast(status as string) as status,
        cast(advertising_channel_type as string) as advertising_channel_type,
        -- Google's own words for its channel types, as the profile's channel map knows them.
        case advertising_channel_type
            when 'SEARCH' then 'Paid Search'
            when 'DISPLAY' then 'Display'
            when 'VIDEO' then 'Paid Video'
            when 'SHOPPING' then 'Paid Shopping'
            when 'PERFORMANCE_MAX' then 'Cross-network'
            else 'Paid Other'
        end as channel,
        -- Without a tag of its own, a campaign is known by its first name.
        lower(trim(coalesce(campaigns.utm_campaign, first_names.first_name, campaigns.name))) as campaign,
        -- The account's own clock: a day, without an instant.
        cast({{ dbt.split_part('start_date_time', "' '", 1) }} as date) as starts_on,
        {{ safe_cast_to(dbt.split_part('end_date_time', "' '", 1), 'date') }} as ends_on,
        cast(currency_code as string) as currency,
        status = 'REMOVED' as is_deleted,
        cast(_loaded_at as timestamp) as loaded_at
    from campaigns
    left join first_names
        on campaigns.customer_id = first_names.customer_id and campaigns.id = first_names.id
)

select * from final
