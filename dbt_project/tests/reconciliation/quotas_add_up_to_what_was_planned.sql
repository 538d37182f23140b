-- The days of each rep add up to the planned quotas, each as far as as_of has gone into it.
{{ config(meta={'dagster': {'ref': {'name': 'fct_quota_days'}}}) }}
with planned as (
    select
        rep_names.rep_key as owner_key,
        sum(
            cast(amount as {{ type_double() }})
            * ({{ whole_days_between('period_start_on', 'least(period_end_on, ' ~ as_of() ~ ')') }} + 1)
            / nullif({{ whole_days_between('period_start_on', 'period_end_on') }} + 1, 0)
        ) as quota
    from {{ ref('int_quotas__unioned') }} as quotas
    inner join {{ ref('rep_names') }} as rep_names on lower(trim(quotas.rep_email)) = rep_names.email
    where
        not coalesce(is_deleted, false)
        and period_end_on >= period_start_on
        and period_start_on between (select min(day_on) from {{ ref('calendar_days') }}) and {{ as_of() }}
    group by rep_names.rep_key
),

spread as (
    select owner_key, sum(quota) as quota
    from {{ ref('fct_quota_days') }}
    where day_on <= {{ as_of() }}
    group by owner_key
)

select
    planned.owner_key,
    planned.quota as planned_quota,
    spread.quota as spread_quota
from planned
left join spread on planned.owner_key = spread.owner_key
where spread.quota is null or abs(spread.quota - planned.quota) > 0.005
