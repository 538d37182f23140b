{#
    Rule backdated_activities: one row per past activity, and whether it was entered long after it is said
    to have happened. What nobody entered by hand came late by a sync.
#}
{%- set rules = var('integrity') %}
with entries as (
    select * from {{ ref('activity_entries') }}
),

judged as (
    select
        *,
        {{ business_date('recorded_at') }} as recorded_on,
        cast({{ hours_between('occurred_at', 'recorded_at') }} as bigint) as hours_late,
        case
            when is_administrator_import = 1 then 'administrator_import'
            when is_late = 1 and recorded_by is null then 'late_sync'
        end as cleared_by
    from entries
),

final as (
    select
        'backdated_activities' as rule,
        'activity' as record_kind,
        activity_key as record_key,
        owner_key,
        team_key,
        occurred_on as counted_on,
        '' as stratum,
        cast(case when cleared_by is null then is_late else 0 end as {{ type_double() }}) as observed,
        cast(null as {{ type_double() }}) as expected,
        cleared_by,
        occurred_at as claimed_at,
        recorded_at,
        recorded_at as first_seen_at,
        cast(null as {{ type_double() }}) as amount,
        'Said to have happened on ' || cast(occurred_on as string) || ', entered on '
        || cast(recorded_on as string) || ', '
        || cast(hours_late as string) || ' hours later' as evidence_en,
        'Datée du ' || cast(occurred_on as string) || ', saisie le '
        || cast(recorded_on as string) || ', '
        || cast(hours_late as string) || ' heures après' as evidence_fr
    from judged
)

select * from final
