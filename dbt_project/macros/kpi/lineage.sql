{#
    The tables behind each KPI, as rows (kpi_id, table_name): its facts, and what feeds the base
    entities that these facts cannot do without, back to the raw tables. `inputs` maps a KPI to
    {facts, entities}. dbt's own graph knows the way, so no list of tables is kept by hand.
#}
{% macro kpi_input_tables(inputs) -%}
    {%- set rows = [] -%}
    {%- for kpi_id, needs in inputs.items() -%}
        {%- set nodes = [] -%}
        {%- for fact in needs['facts'] -%}
            {%- do nodes.append('model.' ~ model.package_name ~ '.' ~ fact) -%}
        {%- endfor -%}
        {%- for entity in needs['entities'] -%}
            {%- do nodes.append('model.' ~ model.package_name ~ '.' ~ entity) -%}
            {%- do kpi_add_ancestors('model.' ~ model.package_name ~ '.int_' ~ entity ~ '__unioned', nodes) -%}
        {%- endfor -%}
        {%- for node in nodes | unique if execute -%}
            {%- set found = graph.nodes.get(node) or graph.sources.get(node) -%}
            {%- if found -%}
                {%- set table_name = found.schema ~ '.' ~ (found.alias or found.identifier) -%}
                {%- do rows.append("('" ~ kpi_id ~ "', '" ~ table_name ~ "')") -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- if rows -%}
        select kpi_id, table_name from
        {% call rows_of({'kpi_id': 'string', 'table_name': 'string'}) %}{{ rows | join(', ') }}{% endcall %}
    {%- else -%}
        select cast(null as string) as kpi_id, cast(null as string) as table_name
        from (select 1 as nothing) as nothing
        where 1 = 0
    {%- endif -%}
{%- endmacro %}

{# Adds `node` and all that it is built from to `nodes`. #}
{% macro kpi_add_ancestors(node, nodes) -%}
    {%- if node not in nodes -%}
        {%- do nodes.append(node) -%}
        {%- set found = graph.nodes.get(node) if execute else none -%}
        {%- for parent in (found.depends_on.nodes if found else []) -%}
            {%- do kpi_add_ancestors(parent, nodes) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
