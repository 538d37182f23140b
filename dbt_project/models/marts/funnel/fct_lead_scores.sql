{#
    One row per grain and lead that had a score at the end of the period in which it was created; of
    the running period, at as_of.
#}
with leads as (
    select * from {{ ref('fct_funnel_stages') }} where stage = 'lead'
),

periods as (
    select
        grain,
        period_start,
        period_end,
        {{ day_start(add_days_to_date('least(period_end, ' ~ as_of() ~ ')', 1)) }} as ends_at
    from {{ ref('dim_periods') }}
),

identity as (
    select * from {{ ref('identity_people') }} where is_record
),

changes as (
    select *
    from {{ ref('int_person_changes__unioned') }}
    where field = 'score' and not coalesce(is_deleted, false)
),

scores as (
    select
        identity.person_key,
        {{ safe_cast_to('changes.new_value', 'double') }} as score,
        changes.changed_at as valid_from,
        coalesce(
            lead(changes.changed_at) over (
                partition by identity.person_key
                order by changes.changed_at, changes.recorded_at, changes.source_key
            ), cast('9999-12-31' as timestamp)
        ) as valid_to
    from changes
    inner join identity on changes.person_source_key = identity.source_key
),

final as (
    select
        periods.grain || ':' || leads.person_key as lead_score_key,
        leads.person_key,
        periods.grain as period_grain,
        leads.reached_on as lead_on,
        leads.owner_key,
        leads.team_key,
        leads.channel_key,
        leads.campaign_key,
        leads.market_key,
        leads.segment_key,
        leads.industry_key,
        scores.score,
        cast(1 as bigint) as is_scored
    from leads
    inner join periods on leads.reached_on between periods.period_start and periods.period_end
    inner join scores
        on
            leads.person_key = scores.person_key
            and periods.ends_at > scores.valid_from
            and periods.ends_at <= scores.valid_to
    where scores.score is not null
)

select * from final
