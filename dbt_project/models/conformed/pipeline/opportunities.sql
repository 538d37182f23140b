{# One row per deal. Deleted, test and merged-away records are left out: they leave every period. #}
with records as (
    select * from {{ ref('opportunity_records') }}
),

final as (
    select
        opportunity_key,
        account_key,
        owner_key,
        pipeline_key,
        stage_key,
        outcome,
        amount,
        currency,
        list_price,
        discount,
        cost,
        probability,
        created_at,
        recorded_created_at,
        expected_close_on,
        closed_at,
        loss_reason,
        competitor,
        type,
        channel_key,
        campaign_key,
        market_key,
        segment_key,
        industry_key,
        updated_at
    from records
    where not is_deleted
)

select * from final
