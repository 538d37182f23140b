{#
    One row per past activity: how long after it happened it was entered, and whether that was in bulk.
    What an administrator imported, under an import id, is neither.
#}
{%- set rules = var('integrity') %}
with activities as (
    select * from {{ ref('activities') }} where occurred_at < {{ as_of_end() }}
),

records as (
    select source_key, recorded_by, import_id, rep_source_key
    from {{ ref('int_activities__unioned') }}
),

reps as (
    select * from {{ ref('reps') }}
),

entered as (
    select
        activities.*,
        {{ business_date('activities.occurred_at') }} as occurred_on,
        records.recorded_by,
        records.import_id,
        {{ flag(
            "records.import_id is not null and coalesce(records.recorded_by, '') <> "
            ~ "coalesce(records.rep_source_key, '')"
        ) }} as is_administrator_import
    from activities
    inner join records on activities.activity_key = records.source_key
),

-- The entry that completes a batch: the one that comes so many entries after the first in time.
batches as (
    select
        activity_key,
        recorded_by,
        recorded_at,
        {{ flag(
            'recorded_at <= ' ~ add_seconds(
                'lag(recorded_at, ' ~ (rules.bulk_entries - 1) ~ ') over ('
                ~ 'partition by recorded_by order by recorded_at, activity_key)',
                rules.bulk_minutes * 60
            )
        ) }} as completes_batch
    from entered
    where recorded_by is not null and is_administrator_import = 0
),

bulk as (
    select
        activity_key,
        max(completes_batch) over (
            partition by recorded_by
            order by recorded_at, activity_key
            rows between current row and {{ rules.bulk_entries - 1 }} following
        ) as is_bulk
    from batches
),

judged as (
    select
        entered.*,
        coalesce(bulk.is_bulk, 0) as is_bulk,
        {{ flag(
            'entered.is_administrator_import = 0 and entered.recorded_at > '
            ~ add_seconds('entered.occurred_at', rules.entry_hours * 3600)
        ) }} as is_late
    from entered
    left join bulk on entered.activity_key = bulk.activity_key
),

final as (
    select
        judged.activity_key,
        judged.type,
        judged.direction,
        judged.outcome,
        judged.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        judged.occurred_at,
        judged.occurred_on,
        judged.recorded_at,
        judged.recorded_by,
        judged.is_administrator_import,
        cast(1 as bigint) as is_activity,
        judged.is_late,
        judged.is_bulk,
        greatest(judged.is_late, judged.is_bulk) as is_backdated
    from judged
    left join reps
        on
            judged.owner_key = reps.rep_key
            and judged.occurred_on between reps.valid_from and reps.valid_to
)

select * from final
