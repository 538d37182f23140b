with contents as (

    select * from {{ source('hubspot', 'contents') }}

),

final as (

    select
        id as content_id,
        coalesce(content_kind, case endpoint when 'site_pages' then 'page' else 'article' end) as kind,
        name as title,
        url,
        campaign as campaign_id,
        content_channel as channel,
        publish_date as published_at,
        _loaded_at as loaded_at
    from contents

)

select * from final
