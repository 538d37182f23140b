with fairs as (
    select * from {{ source('raw_trade_fairs', 'fairs') }}
),

final as (
    select
        cast(id as string) as fair_id,
        cast(name as string) as name,
        cast(opens_on as date) as opens_on,
        cast(closes_on as date) as closes_on,
        cast(price as decimal(18, 2)) as price,
        cast(currency as string) as currency,
        cast(_loaded_at as timestamp) as loaded_at
    from fairs
)

select * from final
