{#
    What pipeline has to cover: a row per period of every grain and member of total, owner and team. Asked
    is the revenue target of the targets sheet for that member and, where there is none for the whole
    period, the quota.
#}
{%- set slices = ['owner', 'team'] %}
with forecasts as (
    select * from {{ ref('fct_forecast_slices') }} where slice in ('total', 'owner', 'team')
),

targets as (
    select * from {{ ref('kpi__period_targets') }}
    where kpi_id = 'revenue' and dimension in ('total', 'owner', 'team')
),

periods as (
    select grain, period_start, period_end from {{ ref('dim_periods') }}
),

cells as (
    select grain, period_start_on, slice, member from forecasts
    union distinct
    select grain, period_start as period_start_on, dimension as slice, dimension_value as member from targets
),

gathered as (
    select
        cells.grain,
        cells.period_start_on,
        periods.period_end,
        cells.slice,
        cells.member,
        coalesce(forecasts.due_amount, 0) as due_amount,
        coalesce(forecasts.still_due_amount, 0) as still_due_amount,
        cast(coalesce(forecasts.won_amount, 0) as {{ type_double() }}) as won_amount,
        coalesce(targets.target_value, forecasts.quota, 0) as asked,
        case
            when targets.target_value is not null then 'target'
            when forecasts.quota <> 0 then 'quota'
        end as asked_by
    from cells
    inner join periods on cells.grain = periods.grain and cells.period_start_on = periods.period_start
    left join forecasts
        on
            cells.grain = forecasts.grain
            and cells.period_start_on = forecasts.period_start_on
            and cells.slice = forecasts.slice
            and cells.member = forecasts.member
    left join targets
        on
            cells.grain = targets.grain
            and cells.period_start_on = targets.period_start
            and cells.slice = targets.dimension
            and cells.member = targets.dimension_value
),

final as (
    select
        grain || ':' || cast(period_start_on as string) || ':' || slice || ':' || member as revenue_asked_key,
        grain,
        period_start_on,
        least(period_end, {{ as_of() }}) as counted_on,
        period_end > {{ as_of() }} as is_running,
        slice,
        member,
        {{ slice_keys(slices) }},
        due_amount,
        still_due_amount,
        asked,
        asked_by,
        case when period_end > {{ as_of() }} then greatest(asked - won_amount, 0) else 0 end as asked_left
    from gathered
)

select * from final
