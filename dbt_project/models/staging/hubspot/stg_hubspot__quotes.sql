with quotes as (

    select * from {{ source('hubspot', 'quotes') }}

),

final as (

    select
        id as quote_id,
        cast(hs_quote_amount as decimal(18, 2)) as amount,
        hs_currency as currency,
        lower(hs_status) as status,
        mapped_sent_at as sent_at,
        archived as is_archived,
        _loaded_at as loaded_at
    from quotes

)

select * from final
