{#
    What is to be talked about: observed records of reps with more of them in a quarter than chance and
    the peers explain. Evidence alone is no finding, nor is an excess.
#}
with records as (
    select * from {{ ref('integrity_records') }} where owner_key <> 'unknown'
),

effects as (
    select * from {{ ref('integrity_effects') }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

dated as (
    select records.*, days.quarter_start_on
    from records
    inner join days on records.counted_on = days.day_on
),

windows as (
    select
        rule,
        owner_key,
        quarter_start_on,
        cast(count(*) as {{ type_double() }}) as records,
        sum(observed) as observed,
        sum(expected) as expected
    from dated
    group by rule, owner_key, quarter_start_on
),

beside_peers as (
    select
        *,
        sum(records) over (partition by rule, quarter_start_on) - records as records_of_peers,
        sum(observed) over (partition by rule, quarter_start_on) - observed as observed_of_peers
    from windows
),

-- At least ten records and three observed, and twice what the rule or else the peers make expect.
excess as (
    select
        *,
        observed / nullif(records, 0) as rate
    from beside_peers
    where
        records >= 10
        and observed >= 3
        and observed > 2 * coalesce(expected, records * observed_of_peers / nullif(records_of_peers, 0))
),

final as (
    select
        dated.record_id as finding_key,
        dated.rule,
        dated.record_kind,
        dated.record_key,
        dated.owner_key,
        dated.team_key,
        dated.quarter_start_on as period_start,
        dated.counted_on,
        dated.claimed_at,
        dated.recorded_at,
        dated.first_seen_at,
        dated.amount,
        case
            when excess.rate >= 0.5 then 'high'
            when excess.rate >= 0.25 then 'medium'
            else 'low'
        end as severity,
        dated.evidence_en,
        dated.evidence_fr,
        effects.effect_kpi,
        effects.effect_period_start,
        dated.owner_key as effect_member,
        effects.effect_by
    from dated
    inner join excess
        on
            dated.rule = excess.rule
            and dated.owner_key = excess.owner_key
            and dated.quarter_start_on = excess.quarter_start_on
    left join effects on dated.record_id = effects.record_id
    where dated.observed = 1
)

select * from final
