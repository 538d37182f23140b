{{ config(materialized='view') }}

{#
    When each deal closed, if it is closed: the source's own date, else the change into the stage that
    the deal is in today, and which of the two.
#}
with records as (
    select * from {{ ref('int_opportunities__unioned') }}
),

stage_changes as (
    select
        *,
        row_number() over (
            partition by opportunity_source_key
            order by changed_at desc, recorded_at desc, source_key desc
        ) as recency_rank
    from {{ ref('int_opportunity_changes__unioned') }}
    where field = 'stage'
),

final as (
    select
        records.source_key as opportunity_key,
        coalesce(records.closed_at, stage_changes.changed_at) as closed_at,
        case
            when records.closed_at is not null then 'close_date'
            when stage_changes.changed_at is not null then 'stage_change'
            else 'unknown'
        end as closed_at_basis
    from records
    -- A history that ends in another stage does not say when the deal came into today's.
    left join stage_changes
        on
            records.source_key = stage_changes.opportunity_source_key
            and stage_changes.recency_rank = 1
            and records.stage = stage_changes.new_value
)

select * from final
