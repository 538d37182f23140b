{#
    One row per rep, quota and day, with the team of that day: up to the end of the year that runs, for the
    quota of a period is that of all its days.
#}
with periods as (
    select max(period_end) as last_on from {{ ref('dim_periods') }}
),

quotas as (
    select quotas.*
    from {{ ref('quotas') }} as quotas
    cross join periods
    where quotas.day_on <= periods.last_on
),

reps as (
    select * from {{ ref('reps') }}
),

final as (
    select
        quotas.quota_day_key,
        quotas.day_on,
        quotas.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        'unknown' as channel_key,
        'unknown' as campaign_key,
        'unknown' as market_key,
        'unknown' as segment_key,
        'unknown' as industry_key,
        quotas.quota,
        quotas.currency,
        quotas.quota_reporting,
        case when quotas.day_on <= {{ as_of() }} then quotas.quota_reporting else 0 end
            as quota_to_date_reporting,
        quotas.is_fx_missing
    from quotas
    left join reps
        on
            quotas.owner_key = reps.rep_key
            and quotas.day_on between reps.valid_from and reps.valid_to
)

select * from final
