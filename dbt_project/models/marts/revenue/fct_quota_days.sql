{# One row per rep, quota and day up to as_of, with the team of that day. #}
with quotas as (
    select * from {{ ref('quotas') }} where day_on <= {{ as_of() }}
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
        quotas.is_fx_missing
    from quotas
    left join reps
        on
            quotas.owner_key = reps.rep_key
            and quotas.day_on between reps.valid_from and reps.valid_to
)

select * from final
