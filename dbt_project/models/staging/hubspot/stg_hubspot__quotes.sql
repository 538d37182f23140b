with quotes as (

    select * from {{ source('hubspot', 'quotes') }}

),

-- A quote in one of these states is at its public address; in all others it is not sent, or no more.
publications as (

    select
        object_id as quote_id,
        min(changed_at) as published_at
    from {{ source('hubspot', 'quotes_property_history') }}
    where property = 'hs_status' and upper(value) in ('APPROVAL_NOT_NEEDED', 'APPROVED')
    group by object_id

),

final as (

    select
        quotes.id as quote_id,
        cast(quotes.hs_quote_amount as decimal(18, 2)) as amount,
        quotes.hs_currency as currency,
        case
            when upper(quotes.hs_status) in ('APPROVAL_NOT_NEEDED', 'APPROVED') then 'sent'
            -- The colleague who approves has refused it, not the buyer.
            when upper(quotes.hs_status) = 'REJECTED' then 'not_approved'
            else lower(quotes.hs_status)
        end as status,
        coalesce(quotes.mapped_sent_at, publications.published_at) as sent_at,
        quotes.archived as is_archived,
        quotes._loaded_at as loaded_at
    from quotes
    left join publications on quotes.id = publications.quote_id

)

select * from final
