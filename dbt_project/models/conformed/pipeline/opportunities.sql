{#
    One row per deal. Deleted, test and merged-away records are left out: they leave every period. The
    columns are those of the records, so that a new field of a deal needs no line here.
#}
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

select * from final -- noqa: AM04
