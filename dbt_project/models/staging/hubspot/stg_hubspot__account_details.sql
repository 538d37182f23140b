with account_details as (

    select * from {{ source('hubspot', 'account_details') }}

),

-- One token reads one portal. A data folder that has read another before keeps its row: the newest counts.
ranked as (

    select
        *,
        row_number() over (order by _loaded_at desc, portal_id asc) as recency_rank
    from account_details

),

final as (

    select
        portal_id,
        time_zone,
        nullif(upper(trim(company_currency)), '') as company_currency,
        _loaded_at as loaded_at
    from ranked
    where recency_rank = 1

)

select * from final
