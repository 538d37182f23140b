with email_campaigns as (

    select * from {{ source('hubspot', 'email_campaigns') }}

),

final as (

    select
        id as email_campaign_id,
        email_id,
        _loaded_at as loaded_at
    from email_campaigns

)

select * from final
