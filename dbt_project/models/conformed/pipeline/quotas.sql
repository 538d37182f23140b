{#
    One row per rep, quota and day, those after as_of too: a quota is spread evenly over the days of
    its period. What is still to come is converted at the rate of as_of.
#}
with quotas as (
    select *
    from {{ ref('int_quotas__unioned') }}
    where not coalesce(is_deleted, false) and rep_email like '%_@_%' and period_end_on >= period_start_on
),

rep_names as (
    select * from {{ ref('rep_names') }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

spread as (
    select
        quotas.source_key,
        days.day_on,
        rep_names.rep_key as owner_key,
        upper(trim(quotas.currency)) as currency,
        cast(quotas.amount as {{ type_double() }}) / nullif(
            {{ whole_days_between('quotas.period_start_on', 'quotas.period_end_on') }} + 1, 0
        ) as quota
    from quotas
    inner join rep_names on lower(trim(quotas.rep_email)) = rep_names.email
    inner join days on days.day_on between quotas.period_start_on and quotas.period_end_on
),

final as (
    select
        -- The sheet's own key names the rep by e-mail address: only its hash goes on.
        'q_' || {{ dbt.hash("spread.source_key || ':' || cast(spread.day_on as string)") }} as quota_day_key,
        spread.day_on,
        spread.owner_key,
        spread.currency,
        spread.quota,
        spread.quota * cast(rates.rate as {{ type_double() }}) as quota_reporting,
        {{ fx_missing('spread.quota', 'rates.rate') }} as is_fx_missing
    from spread
    left join rates
        on least(spread.day_on, {{ as_of() }}) = rates.day_on and spread.currency = rates.currency
)

select * from final
