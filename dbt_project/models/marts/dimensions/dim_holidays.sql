{# One row per market and holiday, as sources list them. #}
with holidays as (
    select * from {{ ref('int_holidays__unioned') }} where not coalesce(is_deleted, false)
),

keyed as (
    select
        {{ market_key('market') }} as market_key,
        holiday_on as date_day,
        min(nullif(trim(name), '')) as holiday_name
    from holidays
    where holiday_on is not null
    group by {{ market_key('market') }}, holiday_on
),

final as (
    select
        market_key || ':' || cast(date_day as string) as holiday_key,
        market_key,
        date_day,
        holiday_name,
        coalesce(holiday_name, 'Holiday') as label_en,
        coalesce(holiday_name, {{ text('Jour férié') }}) as label_fr
    from keyed
)

select * from final
