with deals as (

    select * from {{ source('hubspot', 'deals') }}

),

final as (

    select
        id as deal_id,
        pipeline as pipeline_id,
        dealstage as stage_id,
        case dealtype
            when 'newbusiness' then 'new'
            when 'existingbusiness' then 'expansion'
            else dealtype
        end as deal_type,
        cast(amount as decimal(18, 2)) as amount,
        deal_currency_code as currency,
        cast(mapped_list_price as decimal(18, 2)) as list_price,
        cast(mapped_discount as decimal(18, 2)) as discount,
        cast(mapped_cost as decimal(18, 2)) as cost,
        hs_deal_stage_probability as probability,
        cast(hs_mrr as decimal(18, 2)) as mrr,
        cast(hs_arr as decimal(18, 2)) as arr,
        cast(hs_tcv as decimal(18, 2)) as tcv,
        cast(hs_acv as decimal(18, 2)) as acv,
        closedate as close_at,
        mapped_expected_close_on as expected_close_on,
        coalesce(hs_is_closed, false) as is_closed,
        coalesce(hs_is_closed_won, false) as is_won,
        hubspot_owner_id as owner_id,
        closed_lost_reason as loss_reason,
        mapped_competitor as competitor,
        -- The portal's own word says more where it has one: a fair is OFFLINE to HubSpot.
        coalesce(nullif(trim(mapped_channel), ''), hs_analytics_source) as channel,
        hs_campaign as campaign,
        hs_merged_object_ids as merged_ids,
        {{ matches_any('dealname', var('test_deal_names')) }} as is_test,
        archived as is_archived,
        archived_at,
        coalesce(createdate, created_at) as created_at,
        coalesce(hs_createdate, created_at) as recorded_created_at,
        updated_at,
        _loaded_at as loaded_at
    from deals

)

select * from final
