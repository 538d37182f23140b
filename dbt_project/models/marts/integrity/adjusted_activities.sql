{#
    One row per past outbound call or held meeting, by the day on which it counts: the one on which it was
    entered, where that was long afterwards or in bulk.
#}
with entries as (
    select *
    from {{ ref('activity_entries') }}
    where (type = 'call' and direction = 'outbound') or (type = 'meeting' and outcome = 'held')
),

observed as (
    select record_key from {{ ref('backdated_activities') }} where observed = 1
    union distinct
    select record_key from {{ ref('bulk_entry') }} where observed = 1
),

reps as (
    select * from {{ ref('reps') }}
),

dated as (
    select
        entries.*,
        {{ flag('observed.record_key is not null') }} as is_moved,
        -- What was entered ahead of its day counts on its day.
        case
            when observed.record_key is null then entries.occurred_on
            else greatest(entries.occurred_on, {{ business_date('entries.recorded_at') }})
        end as counted_on
    from entries
    left join observed on entries.activity_key = observed.record_key
),

final as (
    select
        dated.activity_key,
        dated.counted_on,
        dated.owner_key,
        case when dated.is_moved = 1 then coalesce(reps.team_key, 'unknown') else dated.team_key end
            as team_key,
        {{ flag("dated.type = 'call'") }} as is_outbound_call,
        {{ flag("dated.type = 'meeting'") }} as is_meeting_held
    from dated
    left join reps
        on
            dated.owner_key = reps.rep_key
            and dated.counted_on between reps.valid_from and reps.valid_to
    where dated.counted_on <= {{ as_of() }}
)

select * from final
