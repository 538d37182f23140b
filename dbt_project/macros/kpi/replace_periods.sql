{#
    Incremental strategy of the KPI tables: the periods that the run computes are deleted whole, then
    inserted, so that a member that fell silent leaves no row behind. The model says which rows those
    are by `meta.grain`; without it, by `kpi_changing_rows`.
#}
{% macro get_incremental_replace_periods_sql(arguments) -%}
    {%- set columns = get_quoted_csv(arguments['dest_columns'] | map(attribute='name')) -%}
    {%- set target = arguments['target_relation'] -%}
    {%- set bounds = kpi_bounds() -%}
    {%- set grain = model.config.meta.get('grain') -%}
    delete from {{ target }}
    where {{ kpi_in_bounds('period_start', grain, bounds) if grain else kpi_changing_rows(bounds) }};

    insert into {{ target }} ({{ columns }})
    select {{ columns }} from {{ arguments['temp_relation'] }}
{%- endmacro %}

{#
    A condition on rows with `kpi_id` and `period_end`: their figure, or what it is compared with, may
    have changed. That is every period from the first touched one on, for it may look back, and the
    periods whose end or cohort window was still ahead at the last run.
#}
{% macro kpi_changing_rows(bounds) -%}
    (
        {%- if bounds['from'] is not none %}
        period_end >= cast('{{ bounds["from"] }}' as date) or
        {%- endif %}
        exists (
            select 1
            from (
                select distinct kpi_id as defined_kpi_id, longest_window_days from {{ ref('kpi__definitions') }}
            ) as windows
            where
                windows.defined_kpi_id = kpi_id
                and {{ add_days_to_date('period_end', 'windows.longest_window_days') }}
                >= cast('{{ bounds["changing_from"] }}' as date)
        )
    )
{%- endmacro %}
