{{ config(materialized='view') }}

{# One row per proposal of a deal that counts, once it was sent. #}
with records as (
    select *
    from {{ ref('int_proposals__unioned') }}
    where not coalesce(is_deleted, false) and sent_at < {{ as_of_end() }}
),

identity as (
    select * from {{ ref('identity_opportunities') }}
),

final as (
    select
        records.source_key as proposal_key,
        identity.opportunity_key,
        records.amount,
        nullif(upper(trim(records.currency)), '') as currency,
        records.status,
        records.sent_at
    from records
    inner join identity on records.opportunity_source_key = identity.source_key
)

select * from final
