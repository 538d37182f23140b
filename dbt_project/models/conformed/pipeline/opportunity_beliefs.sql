{#
    What the systems knew of each deal, from when to when: by the time they heard of a change, not by
    the time it happened. A deal is known from its entry, and a deleted one until its deletion.
#}
with opportunities as (
    select *, coalesce(recorded_created_at, created_at) as begins_at
    from {{ ref('opportunity_records') }}
),

records as (
    select * from {{ ref('int_opportunities__unioned') }}
),

deletions as (
    select * from {{ ref('deleted_opportunities') }}
),

-- The changes of a deal that was deleted went with it, and were known before.
changes as (
    select * from {{ ref('int_opportunity_changes__unioned') }}
),

{{ field_periods('recorded_at', 'changed_at') }},

final as (
    select
        field_periods.opportunity_key,
        field_periods.field,
        field_periods.field_value,
        greatest(field_periods.valid_from, opportunities.begins_at) as known_from,
        least(
            field_periods.valid_to, coalesce(deletions.deleted_at, field_periods.valid_to)
        ) as known_to
    from field_periods
    inner join opportunities on field_periods.opportunity_key = opportunities.opportunity_key
    left join deletions on field_periods.opportunity_key = deletions.opportunity_key
    where
        field_periods.valid_to > opportunities.begins_at
        and (deletions.deleted_at is null or deletions.deleted_at > field_periods.valid_from)
)

select * from final
