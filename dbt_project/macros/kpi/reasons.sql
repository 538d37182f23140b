{#
    Of each KPI and variant, the first reason why something that it needs is missing. A refusal is why nobody
    feeds something: it is the first.
#}
{% macro kpi_first_missing(missing) -%}
    select
        kpi_id,
        variant,
        max_by(reason_en, case when is_from_nothing then '' else 'refused ' end || check_id) as reason,
        max_by(reason_fr, case when is_from_nothing then '' else 'refused ' end || check_id) as reason_fr,
        max(case when is_from_nothing then 1 else 0 end) = 1 as is_from_nothing
    from {{ missing }}
    group by kpi_id, variant
{%- endmacro %}

{#
    Of each KPI, or of a variant of it alone, why the first check by its name failed: one reason is enough, and
    it must not change by chance. What is missing has words of its own.
#}
{% macro kpi_first_failed(data_trust, missing) -%}
    select
        {{ data_trust }}.kpi_id,
        {{ data_trust }}.variant,
        min_by(
            coalesce(
                nullif({{ data_trust }}.reason, ''), 'a check of ' || {{ data_trust }}.table_name || ' failed'
            ),
            {{ data_trust }}.check_id
        ) as reason
    from {{ data_trust }}
    left join {{ missing }}
        on {{ data_trust }}.kpi_id = {{ missing }}.kpi_id and {{ data_trust }}.check_id = {{ missing }}.check_id
    where not {{ data_trust }}.success and {{ missing }}.kpi_id is null
    group by {{ data_trust }}.kpi_id, {{ data_trust }}.variant
{%- endmacro %}

{#
    Of each KPI, or of a variant of it alone, and each dimension: the first reason why its figures by that
    dimension alone are wrong.
#}
{% macro kpi_first_doubt(doubtful) -%}
    select kpi_id, variant, dimension, min_by(reason, check_id) as reason
    from {{ doubtful }}
    where dimension <> '*'
    group by kpi_id, variant, dimension
{%- endmacro %}
