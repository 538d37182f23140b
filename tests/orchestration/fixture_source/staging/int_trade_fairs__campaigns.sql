with fairs as (
    select * from {{ ref('stg_trade_fairs__fairs') }}
),

final as (
    select
        'trade_fairs' as source,
        fair_id as source_id,
        'trade_fairs:' || fair_id as source_key,
        loaded_at,
        false as is_deleted,
        name,
        lower(name) as campaign,
        'event' as channel,
        opens_on as starts_on,
        closes_on as ends_on,
        price as budget,
        currency
    from fairs
)

select * from final
