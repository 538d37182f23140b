with form_submissions as (

    select * from {{ source('hubspot', 'form_submissions') }}

),

final as (

    select
        form_id,
        conversion_id as submission_id,
        contact_id,
        nullif(lower(trim(email)), '') as email,
        -- What follows ? or # may carry whom the link was sent to.
        {{ replace_pattern('page_url', '[?#].*$', '') }} as page_url,
        -- Only these two sources say more in their first detail; for the others it is a keyword.
        case
            when hs_analytics_source in ('OFFLINE', 'OTHER_CAMPAIGNS')
                then coalesce(hs_analytics_source_data_1, hs_analytics_source)
            else hs_analytics_source
        end as channel,
        utm_source,
        utm_medium,
        utm_campaign,
        submitted_at,
        _loaded_at as loaded_at
    from form_submissions

)

select * from final
