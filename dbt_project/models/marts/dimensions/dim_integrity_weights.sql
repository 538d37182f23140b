{# What each part of the integrity score weighs: it is never shown without them. #}
with span as (
    select * from {{ ref('data_span') }}
),

weights as (
    {%- for kpi, weight in var('integrity').weights.items() %}
    {{ 'union all' if not loop.first }}
    select '{{ kpi }}' as kpi_id, cast({{ weight }} as {{ type_double() }}) as weight
    {%- endfor %}
),

final as (
    select
        weights.kpi_id,
        weights.weight,
        span.history_from as holds_from
    from weights
    cross join span
)

select * from final
