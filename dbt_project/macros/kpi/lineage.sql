{#
    The tables behind each KPI, as rows (kpi_id, variant, table_name): its facts, and what feeds the base
    entities that these facts cannot do without, back to the raw tables. A row of one variant is of an entity
    that this variant alone cannot do without; those of variant '*' are behind all. `inputs` maps a KPI to
    {facts, entities, variants: {variant: entities}}. dbt's own graph knows the way, so no list of tables is
    kept by hand.
#}
{% macro kpi_input_tables(inputs) -%}
    {%- set rows = [] -%}
    {%- for kpi_id, needs in inputs.items() -%}
        {%- set nodes = [] -%}
        {%- for fact in needs['facts'] -%}
            {%- do nodes.append('model.' ~ model.package_name ~ '.' ~ fact) -%}
        {%- endfor -%}
        {%- for entity in needs['entities'] -%}
            {%- do kpi_add_entity(entity, nodes) -%}
        {%- endfor -%}
        {%- do kpi_add_tables(kpi_id, '*', nodes | unique | list, rows) -%}
        {%- for variant, entities in needs.get('variants', {}).items() -%}
            {%- set more = [] -%}
            {%- for entity in entities -%}
                {%- do kpi_add_entity(entity, more) -%}
            {%- endfor -%}
            {%- do kpi_add_tables(kpi_id, variant, more | unique | reject('in', nodes) | list, rows) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- if rows -%}
        select kpi_id, variant, table_name from
        {% call rows_of({'kpi_id': 'string', 'variant': 'string', 'table_name': 'string'}) %}{{ rows | join(', ') }}{% endcall %}
    {%- else -%}
        select cast(null as string) as kpi_id, cast(null as string) as variant, cast(null as string) as table_name
        from (select 1 as nothing) as nothing
        where 1 = 0
    {%- endif -%}
{%- endmacro %}

{# Adds the base entity `entity` and all that it is built from to `nodes`. #}
{% macro kpi_add_entity(entity, nodes) -%}
    {%- do nodes.append('model.' ~ model.package_name ~ '.' ~ entity) -%}
    {%- do kpi_add_ancestors('model.' ~ model.package_name ~ '.int_' ~ entity ~ '__unioned', nodes) -%}
{%- endmacro %}

{# Adds a row (kpi_id, variant, table_name) to `rows` for each of `nodes` that is a table. #}
{% macro kpi_add_tables(kpi_id, variant, nodes, rows) -%}
    {%- for node in nodes if execute -%}
        {%- set found = graph.nodes.get(node) or graph.sources.get(node) -%}
        {%- if found -%}
            {%- set table_name = found.schema ~ '.' ~ (found.alias or found.identifier) -%}
            {%- do rows.append("('" ~ kpi_id ~ "', '" ~ variant ~ "', '" ~ table_name ~ "')") -%}
        {%- endif -%}
    {%- endfor -%}
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
