{#
    Rule undeclared_losses: one row per deal that was open at the end of a month: on the first such day on
    which it looked lost, else on the last one. A deal with meetings going on, or won in the end, was not.
#}
with states as (
    select * from {{ ref('open_deal_states') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by opportunity_key
            order by
                case when is_undeclared = 1 and cleared_by is null then 0 else 1 end,
                case when is_undeclared = 1 and cleared_by is null then day_on end asc nulls last,
                day_on desc
        ) as state_rank
    from states
),

final as (
    select
        'undeclared_losses' as rule,
        'opportunity' as record_kind,
        opportunity_key as record_key,
        owner_key,
        team_key,
        day_on as counted_on,
        pipeline_key as stratum,
        cast(case when cleared_by is null then is_undeclared else 0 end as {{ type_double() }}) as observed,
        cast(null as {{ type_double() }}) as expected,
        cleared_by,
        {{ day_start('expected_close_on') }} as claimed_at,
        {{ day_start('closed_on') }} as recorded_at,
        {{ day_start('quiet_since') }} as first_seen_at,
        cast(amount_reporting as {{ type_double() }}) as amount,
        'Still open on ' || cast(day_on as string)
        || case when is_overdue = 1 then ', expected on ' || cast(expected_close_on as string) else '' end
        || case when is_silent = 1 then ', silent since ' || cast(quiet_since as string) else '' end
            as evidence_en,
        'Encore ouverte le ' || cast(day_on as string)
        || case when is_overdue = 1 then ', prévue le ' || cast(expected_close_on as string) else '' end
        || case
            when is_silent = 1 then ', sans activité depuis le ' || cast(quiet_since as string) else ''
        end
            as evidence_fr
    from ranked
    where state_rank = 1
)

select * from final
