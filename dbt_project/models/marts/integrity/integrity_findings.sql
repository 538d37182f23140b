{#
    What is to be talked about: observed records of reps who have, in the quarter or in the last four, more
    of them than chance and the peers explain. Evidence alone is no finding, nor is an excess.
#}
with records as (
    select * from {{ ref('integrity_records') }} where observed = 1
),

effects as (
    select * from {{ ref('integrity_effects') }}
),

excess as (
    select * from {{ ref('integrity_excess') }} where is_excess
),

days as (
    select * from {{ ref('calendar_days') }}
),

dated as (
    select records.*, days.quarter_start_on
    from records
    inner join days on records.counted_on = days.day_on
),

judged as (
    select
        dated.*,
        of_year.rule is not null as is_of_year,
        of_quarter.rule is not null as is_of_quarter
    from dated
    left join excess as of_quarter
        on
            dated.rule = of_quarter.rule
            and dated.owner_key = of_quarter.owner_key
            and dated.quarter_start_on = of_quarter.period_start
            and of_quarter.grain = 'quarter'
    left join excess as of_year
        on
            dated.rule = of_year.rule
            and dated.owner_key = of_year.owner_key
            and dated.quarter_start_on >= of_year.period_start
            and of_year.grain = 'last_four_quarters'
),

final as (
    select
        judged.record_id as finding_key,
        judged.rule,
        judged.record_kind,
        judged.record_key,
        judged.owner_key,
        judged.team_key,
        judged.quarter_start_on as period_start,
        judged.counted_on,
        judged.claimed_at,
        judged.recorded_at,
        judged.first_seen_at,
        judged.amount,
        case
            when judged.is_of_year and judged.is_of_quarter then 'high'
            when judged.is_of_year then 'medium'
            else 'low'
        end as severity,
        judged.evidence_en,
        judged.evidence_fr,
        effects.effect_kpi,
        effects.effect_period_start,
        judged.owner_key as effect_member,
        effects.effect_by
    from judged
    left join effects on judged.record_id = effects.record_id
    where judged.is_of_year or judged.is_of_quarter
)

select * from final
