with quotes as (

    select * from {{ ref('stg_hubspot__quotes') }}

),

links as (

    select * from {{ ref('stg_hubspot__links') }} where from_type = 'quotes' and to_type = 'deals'

),

merged_deals as (

    select * from {{ ref('stg_hubspot__merged_records') }} where object_type = 'deals'

),

deals_of_quotes as (

    select
        links.from_id as quote_id,
        min(coalesce(merged_deals.survivor_id, links.to_id)) as deal_id
    from links
    left join merged_deals on links.to_id = merged_deals.merged_id
    group by links.from_id

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(quotes.quote_id as string) as source_id,
        cast('hubspot:' || quotes.quote_id as string) as source_key,
        cast(quotes.loaded_at as timestamp) as loaded_at,
        cast(quotes.is_archived as boolean) as is_deleted,
        cast('hubspot:' || deals_of_quotes.deal_id as string) as opportunity_source_key,
        cast(quotes.amount as decimal(18, 2)) as amount,
        cast(quotes.currency as string) as currency,
        cast(quotes.status as string) as status,
        cast(quotes.sent_at as timestamp) as sent_at
    from quotes
    left join deals_of_quotes on quotes.quote_id = deals_of_quotes.quote_id

)

select * from final
