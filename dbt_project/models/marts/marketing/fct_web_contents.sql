{#
    Visits of the web site by day and page, with the title of the content that is published there. A page may
    be declared twice: the content that was published first is taken.
#}
{{ config(materialized='view') }}
with web as (
    select * from {{ ref('fct_web') }} where grain = 'day' and slice = 'content'
),

ranked_contents as (
    select
        *,
        row_number() over (
            partition by landing_page order by published_at nulls last, content_key
        ) as content_rank
    from {{ ref('contents') }}
    where landing_page is not null
),

pages as (
    select * from ranked_contents where content_rank = 1
),

final as (
    select
        web.web_key,
        web.period_start_on as day_on,
        web.slice_value as page,
        pages.content_key,
        pages.title,
        pages.kind,
        web.channel_key,
        web.campaign_key,
        web.sessions,
        web.visitors,
        web.views,
        web.engaged_sessions,
        web.seconds
    from web
    left join pages on {{ url_path('web.slice_value') }} = pages.landing_page
)

select * from final
