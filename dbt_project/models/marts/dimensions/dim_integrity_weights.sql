{# What each part of the integrity score weighs: it is never shown without them. #}
with span as (
    select * from {{ ref('data_span') }}
),

weights as (
    {%- for kpi, weight in var('integrity').weights.items() %}
    {{ 'union all' if not loop.first }}
    select
        '{{ kpi }}' as kpi_id,
        cast({{ weight }} as {{ type_double() }}) as weight,
        {{ text(kpi_label(kpi, 'en')) }} as label_en,
        {{ text(kpi_label(kpi, 'fr')) }} as label_fr
    {%- endfor %}
),

final as (
    select
        weights.kpi_id,
        weights.weight,
        span.history_from as holds_from,
        weights.label_en,
        weights.label_fr
    from weights
    cross join span
)

select * from final
