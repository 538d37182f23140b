with form_submissions as (

    select * from {{ source('hubspot', 'form_submissions') }}

),

final as (

    select
        form_id,
        conversion_id as submission_id,
        nullif(lower(trim(email)), '') as email,
        -- What follows ? or # may carry whom the link was sent to.
        {{ replace_pattern('page_url', '[?#].*$', '') }} as page_url,
        -- An ad network's own mark says that the visit was paid for, whatever else is on the link.
        case
            when ad_click is not null then 'paid_search'
            else {{ utm_channel('utm_source', 'utm_medium') }}
        end as channel,
        utm_source,
        utm_medium,
        utm_campaign,
        submitted_at,
        _loaded_at as loaded_at
    from form_submissions

)

select * from final
