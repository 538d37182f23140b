{# One row per deal. Deleted, test and merged-away records are left out: they leave every period. #}
with records as (
    select * from {{ ref('opportunity_records') }}
),

deleted as (
    select * from {{ ref('deleted_opportunities') }}
),

final as (
    select records.*
    from records
    left join deleted on records.opportunity_key = deleted.opportunity_key
    where deleted.opportunity_key is null
)

select * from final
