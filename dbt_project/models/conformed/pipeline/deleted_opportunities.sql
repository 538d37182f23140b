{{ config(materialized='view') }}

with records as (
    select * from {{ ref('int_opportunities__unioned') }}
),

final as (
    select
        source_key as opportunity_key,
        coalesce(deleted_at, updated_at) as deleted_at
    from records
    where is_deleted
)

select * from final
