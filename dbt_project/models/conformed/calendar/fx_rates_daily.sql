{#
    Rate of every currency into the reporting currency on every day: the last one on or before the
    day. One that is too old is none, unless the profile carries it on.
#}
{%- set base_currency = var('fx_base_currency') %}
{%- set reporting_currency = var('reporting_currency') %}
with rates as (
    select upper(trim(currency)) as currency, rate_on, max(rate) as rate
    from {{ ref('int_fx_rates__unioned') }}
    where not coalesce(is_deleted, false) and upper(trim(currency)) <> '{{ base_currency }}'
    group by upper(trim(currency)), rate_on
),

days as (
    select * from {{ ref('calendar_days') }}
),

valid_rates as (
    select
        currency,
        rate,
        rate_on,
        coalesce(
            lead(rate_on) over (partition by currency order by rate_on), cast('9999-12-31' as date)
        ) as next_rate_on
    from rates
),

base_rates as (
    select
        days.day_on,
        valid_rates.currency,
        valid_rates.rate,
        valid_rates.rate_on,
        days.day_on > {{ add_days_to_date('valid_rates.rate_on', var('fx_max_age_days')) }} as is_carried
    from days
    inner join valid_rates
        on
            days.day_on >= valid_rates.rate_on
            and days.day_on < valid_rates.next_rate_on
            {%- if not var('fx_carry_last_rate') %}
            and days.day_on <= {{ add_days_to_date('valid_rates.rate_on', var('fx_max_age_days')) }}
            {%- endif %}
    union all
    select
        day_on,
        '{{ base_currency }}' as currency,
        cast(1 as decimal(18, 8)) as rate,
        day_on as rate_on,
        false as is_carried
    from days
),

crossed as (
    select
        base_rates.day_on,
        base_rates.currency,
        cast(
            cast(base_rates.rate as {{ type_double() }})
            / nullif(cast(reporting.rate as {{ type_double() }}), 0)
            as decimal(18, 8)
        ) as rate,
        least(base_rates.rate_on, reporting.rate_on) as rate_on,
        base_rates.is_carried or reporting.is_carried as is_carried
    from base_rates
    inner join base_rates as reporting
        on base_rates.day_on = reporting.day_on and reporting.currency = '{{ reporting_currency }}'
    where base_rates.currency <> '{{ reporting_currency }}'
),

-- Money in the reporting currency needs no rate: it is there even when no rate is known.
final as (
    select day_on, currency, rate, rate_on, is_carried from crossed
    union all
    select
        day_on,
        '{{ reporting_currency }}' as currency,
        cast(1 as decimal(18, 8)) as rate,
        day_on as rate_on,
        false as is_carried
    from days
)

select * from final
