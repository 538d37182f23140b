{# What the figures were made with: one row. #}
{{ config(materialized='table', tags=['kpi']) }}
with span as (
    select * from {{ ref('data_span') }}
),

costs as (
    select
        min(known_on) as costs_known_until,
        {{ string_list_agg("kind || ' ' || cast(known_on as string)", ', ', 'kind') }}
            as costs_known_until_by_kind
    from {{ ref('cost_kinds') }}
),

final as (
    select
        '{{ var("reporting_currency") }}' as reporting_currency,
        '{{ var("time_zone") }}' as time_zone,
        cast({{ var('fiscal_year_start_month') }} as bigint) as fiscal_year_start_month,
        {{ text(var('holiday_market') | upper) }} as holiday_market,
        span.history_from,
        span.last_on as known_until,
        costs.costs_known_until,
        costs.costs_known_until_by_kind,
        cast({{ var('trust').max_missing_share }} as {{ type_double() }}) as max_missing_share,
        cast({{ var('targets').tolerance }} as {{ type_double() }}) as target_tolerance
    from span
    cross join costs
)

select * from final
