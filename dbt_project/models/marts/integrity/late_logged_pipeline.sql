{#
    Rule late_logged_pipeline: one row per won deal, and whether it was in the CRM only when it was as good
    as won.
#}
with wins as (
    select * from {{ ref('integrity_wins') }}
),

judged as (
    select
        *,
        cast({{ business_date('first_activity_at') }} as string) as first_activity_on,
        case
            when is_late_logged = 0 then null
            -- Entered after it was won, as contracts are that ran before there was a CRM.
            when recorded_created_at > closed_at and first_stage_key is null then 'administrator_import'
            when created_at_basis <> 'created_date' then 'creation_not_known'
            when is_quick = 1 then 'quick_deal'
        end as cleared_by
    from wins
),

final as (
    select
        'late_logged_pipeline' as rule,
        'opportunity' as record_kind,
        opportunity_key as record_key,
        owner_key,
        team_key,
        closed_on as counted_on,
        pipeline_key as stratum,
        cast(case when cleared_by is null then is_late_logged else 0 end as {{ type_double() }}) as observed,
        cast(null as {{ type_double() }}) as expected,
        cleared_by,
        created_at as claimed_at,
        coalesce(recorded_created_at, created_at) as recorded_at,
        first_activity_at as first_seen_at,
        cast(won_amount as {{ type_double() }}) as amount,
        'Created on ' || cast(created_on as string) || ' in stage ' || coalesce(first_stage_key, 'unknown')
        || ', won on ' || cast(closed_on as string)
        || case
            when is_worked_before = 1
                then '; its owner worked on it from ' || first_activity_on
            else ''
        end as evidence_en,
        'Créée le ' || cast(created_on as string) || {{ text(" à l'étape ") }}
        || coalesce(first_stage_key, 'inconnue') || ', gagnée le ' || cast(closed_on as string)
        || case
            when is_worked_before = 1
                then ' ; son responsable y travaillait depuis le ' || first_activity_on
            else ''
        end as evidence_fr
    from judged
)

select * from final
