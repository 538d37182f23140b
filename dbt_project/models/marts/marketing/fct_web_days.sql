{# Visits of the web site by day, in total: the rows of fct_web that add up. #}
{{ config(materialized='view') }}
with web as (
    select * from {{ ref('fct_web') }} where grain = 'day' and slice = 'total'
),

final as (
    select
        web_key,
        period_start_on as day_on,
        sessions,
        visitors,
        views,
        engaged_sessions,
        seconds
    from web
)

select * from final
