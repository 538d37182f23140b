with campaigns as (

    select * from {{ source('hubspot', 'campaigns') }}

),

final as (

    select
        id as campaign_id,
        hs_name as name,
        hs_utm as utm_campaign,
        hs_start_date as starts_on,
        hs_end_date as ends_on,
        cast(hs_budget_items_sum_amount as decimal(18, 2)) as budget,
        hs_currency_code as currency,
        _loaded_at as loaded_at
    from campaigns

)

select * from final
