{{ config(materialized='table', schema='integrity', tags=['kpi']) }}
{# Integrity figures of single reps and small teams: coaching, so not in the main publication. #}
with compared as (
    select * from {{ ref('kpi__compared') }}
),

hidden as (
    select * from {{ ref('kpi__hidden') }}
),

from_nothing as (
    select distinct kpi_id, variant
    from {{ ref('kpi__missing') }}
    where is_from_nothing
),

final as (
    select
        compared.kpi_id,
        compared.variant,
        compared.grain,
        compared.period_start,
        compared.period_end,
        compared.dimension,
        compared.dimension_value,
        -- What nobody feeds has no figure.
        {%- for figure in [
            'value', 'numerator', 'denominator', 'previous_value', 'previous_year_value', 'change',
            'change_previous_year'
        ] %}
        case
            when of_all.kpi_id is null and of_variant.kpi_id is null then compared.{{ figure }}
        end as {{ figure }},
        {%- endfor %}
        compared.is_complete,
        compared.definition_version,
        compared.computed_at,
        compared.run_id
    from compared
    inner join hidden on {{ kpi_same_figure('compared', 'hidden') }}
    left join from_nothing as of_all on compared.kpi_id = of_all.kpi_id and of_all.variant = '*'
    left join from_nothing as of_variant
        on
            compared.kpi_id = of_variant.kpi_id
            and compared.variant = of_variant.variant
            and of_variant.variant <> '*'
)

select * from final
