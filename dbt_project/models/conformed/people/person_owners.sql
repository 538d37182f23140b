{#
    Who owned each lead from when to when: the owner history of the lead's earliest record. Where
    the source keeps no history, today's owner holds for all time.
#}
with people as (
    select * from {{ ref('people') }} where lead_source_key is not null
),

records as (
    select * from {{ ref('int_people__unioned') }}
),

changes as (
    select *
    from {{ ref('int_person_changes__unioned') }}
    where field = 'owner' and not coalesce(is_deleted, false)
),

reps as (
    select * from {{ ref('identity_reps') }}
),

assignments as (
    select
        people.person_key,
        changes.new_value as owner_source_key,
        changes.changed_at as valid_from,
        changes.recorded_at,
        changes.source_key
    from people
    inner join changes on people.lead_source_key = changes.person_source_key
),

unwritten as (
    select
        people.person_key,
        records.owner_source_key,
        cast('1900-01-01' as timestamp) as valid_from,
        records.updated_at as recorded_at,
        records.source_key
    from people
    inner join records on people.lead_source_key = records.source_key
    left join assignments on people.person_key = assignments.person_key
    where assignments.person_key is null
),

periods as (
    select * from assignments
    union all
    select * from unwritten
),

followed as (
    select
        person_key,
        owner_source_key,
        valid_from,
        coalesce(
            lead(valid_from) over (
                partition by person_key order by valid_from, recorded_at, source_key
            ), cast('9999-12-31' as timestamp)
        ) as valid_to
    from periods
),

final as (
    select
        followed.person_key,
        {{ known('reps.rep_key') }} as owner_key,
        followed.valid_from,
        followed.valid_to
    from followed
    left join reps on followed.owner_source_key = reps.source_key
    where followed.valid_from < followed.valid_to
)

select * from final
