{#
    Rule quarter_end_bunching: one row per won deal, and whether it was signed in the first or last days
    of a quarter. Renewals fall due by contract.
#}
with wins as (
    select * from {{ ref('integrity_wins') }}
),

judged as (
    select
        *,
        case when type = 'renewal' then 'contract_date' end as cleared_by
    from wins
),

final as (
    select
        'quarter_end_bunching' as rule,
        'opportunity' as record_kind,
        opportunity_key as record_key,
        owner_key,
        team_key,
        closed_on as counted_on,
        '' as stratum,
        cast(case when cleared_by is null then is_at_quarter_edge else 0 end as {{ type_double() }})
            as observed,
        cast(case when cleared_by is null then expected_edge_share else 0 end as {{ type_double() }})
            as expected,
        cleared_by,
        closed_at as claimed_at,
        closed_at as recorded_at,
        cast(null as timestamp) as first_seen_at,
        cast(won_amount as {{ type_double() }}) as amount,
        'Signed on ' || cast(closed_on as string) || ', at the edge of the quarter that begins on '
        || cast(quarter_start_on as string) as evidence_en,
        'Signée le ' || cast(closed_on as string) || ', au bord du trimestre qui commence le '
        || cast(quarter_start_on as string) as evidence_fr
    from judged
)

select * from final
