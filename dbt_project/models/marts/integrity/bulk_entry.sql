{#
    Rule bulk_entry: one row per past activity, and whether its user entered it in bulk. A tool that logs
    what it sends as it sends it enters nothing afterwards.
#}
{%- set rules = var('integrity') %}
with entries as (
    select * from {{ ref('activity_entries') }}
),

judged as (
    select
        *,
        {{ business_date('recorded_at') }} as recorded_on,
        case
            when is_administrator_import = 1 then 'administrator_import'
            when
                is_bulk = 1
                and recorded_at <= {{ add_seconds('occurred_at', rules.bulk_minutes * 60) }}
                then 'logged_live'
        end as cleared_by
    from entries
),

final as (
    select
        'bulk_entry' as rule,
        'activity' as record_kind,
        activity_key as record_key,
        owner_key,
        team_key,
        occurred_on as counted_on,
        '' as stratum,
        cast(case when cleared_by is null then is_bulk else 0 end as {{ type_double() }}) as observed,
        cast(null as {{ type_double() }}) as expected,
        cleared_by,
        occurred_at as claimed_at,
        recorded_at,
        recorded_at as first_seen_at,
        cast(null as {{ type_double() }}) as amount,
        'Entered on ' || cast(recorded_on as string) || ' in bulk, said to have happened on '
        || cast(occurred_on as string) as evidence_en,
        'Saisie en masse le ' || cast(recorded_on as string) || ', datée du '
        || cast(occurred_on as string) as evidence_fr
    from judged
)

select * from final
