{#
    Rule happy_ears: one row per closed deal that came to its last two stages, and whether it was lost
    though its owner gave it more than is usual there.
#}
with forecasts as (
    select * from {{ ref('integrity_forecasts') }} where is_decisive = 1
),

judged as (
    select
        *,
        cast(cast(round(probability * 100) as bigint) as string) as percent,
        cast(cast(round(usual_probability * 100) as bigint) as string) as usual_percent,
        case when probability <= usual_probability then 'usual_forecast' end as cleared_by
    from forecasts
),

final as (
    select
        'happy_ears' as rule,
        'opportunity' as record_kind,
        opportunity_key as record_key,
        owner_key,
        team_key,
        closed_on as counted_on,
        stage_key as stratum,
        cast(case when cleared_by is null then 1 - is_won else 0 end as {{ type_double() }}) as observed,
        cast(case when cleared_by is null then 1 - probability else 0 end as {{ type_double() }}) as expected,
        cleared_by,
        entered_at as claimed_at,
        coalesce(raised_at, entered_at) as recorded_at,
        closed_at as first_seen_at,
        cast(amount_reporting as {{ type_double() }}) as amount,
        'Forecast at ' || percent || ' % in stage ' || stage_key
        || ', where ' || usual_percent || ' % is usual; lost on ' || cast(closed_on as string) as evidence_en,
        'Prévue à ' || percent || {{ text(" % à l'étape ") }}
        || stage_key || ', où ' || usual_percent || ' % est habituel ; perdue le '
        || cast(closed_on as string) as evidence_fr
    from judged
)

select * from final
