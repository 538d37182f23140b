{#
    Rule close_date_push: one row per deal and month in which it was due in the last days, and whether it
    was moved out of the month in them.
#}
with shifts as (
    select * from {{ ref('close_date_shifts') }} where period_grain = 'month'
),

judged as (
    select
        *,
        case when is_pushed = 1 and is_handover = 1 then 'handover' end as cleared_by
    from shifts
),

final as (
    select
        'close_date_push' as rule,
        'expected_close_change' as record_kind,
        shift_key as record_key,
        owner_key,
        team_key,
        counted_on,
        '' as stratum,
        cast(case when cleared_by is null then is_pushed else 0 end as {{ type_double() }}) as observed,
        cast(null as {{ type_double() }}) as expected,
        cleared_by,
        {{ day_start('expected_next_on') }} as claimed_at,
        acted_at as recorded_at,
        {{ day_start('expected_on') }} as first_seen_at,
        cast(amount_reporting as {{ type_double() }}) as amount,
        'Expected on ' || cast(expected_on as string) || ', moved on '
        || cast({{ business_date('acted_at') }} as string) || ' to ' || cast(expected_next_on as string)
        || ', across the end of the month' as evidence_en,
        'Prévue le ' || cast(expected_on as string) || ', déplacée le '
        || cast({{ business_date('acted_at') }} as string) || ' au ' || cast(expected_next_on as string)
        || {{ text(", de l'autre côté de la fin du mois") }} as evidence_fr
    from judged
)

select * from final
