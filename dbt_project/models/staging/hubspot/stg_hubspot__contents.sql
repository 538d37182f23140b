with contents as (

    select * from {{ source('hubspot', 'contents') }}

),

final as (

    select
        id as content_id,
        case endpoint when 'blog_posts' then 'article' else 'page' end as kind,
        name as title,
        url,
        nullif(campaign, '') as campaign_id,
        publish_date as published_at,
        -- Drafts, what waits for its day and variants of a test are listed with the rest.
        coalesce(
            is_published, state in ('PUBLISHED', 'PUBLISHED_AB', 'PUBLISHED_OR_SCHEDULED')
        ) and coalesce(state, '') not in ('PUBLISHED_AB_VARIANT', 'LOSER_AB_VARIANT') as is_published,
        _loaded_at as loaded_at
    from contents

)

select * from final
