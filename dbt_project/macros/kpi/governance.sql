{#
    What dbt's own graph says of KPIs, as rows to select from: `columns` maps names to types, `rows` are
    lists of texts and numbers in the same order. Without a row there is none.
#}
{% macro listed_rows(columns, rows) -%}
    {%- set lines = [] -%}
    {%- for row in rows -%}
        {%- set cells = [] -%}
        {%- for value in row -%}
            {%- set cell = 'cast(null as string)' if value is none else (value if value is number else text(value)) -%}
            {%- do cells.append(cell) -%}
        {%- endfor -%}
        {%- do lines.append('(' ~ cells | join(', ') ~ ')') -%}
    {%- endfor -%}
    {%- if lines -%}
        select {{ columns | join(', ') }} from
        {% call rows_of(columns) %}{{ lines | join(', ') }}{% endcall %}
    {%- else -%}
        select
            {%- for column, data_type in columns.items() %}
            cast(null as {{ data_type }}) as {{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from (select 1 as nothing) as nothing
        where 1 = 0
    {%- endif -%}
{%- endmacro %}

{# Scorecards: the exposures of type dashboard that list KPIs; a row per scorecard and KPI. #}
{% macro scorecard_rows() -%}
    {%- set rows = [] -%}
    {%- for exposure in (graph.exposures.values() if execute else []) | sort(attribute='name') -%}
        {%- set said = exposure.config.get('meta', {}).get('accord', {}) -%}
        {%- for shown in said.get('kpis', []) if exposure.type == 'dashboard' and said.kind is defined -%}
            {%- do rows.append([
                exposure.name, exposure.label, said.label_fr, exposure.description, said.description_fr,
                said.kind, said.role, said.audience | join(', '), said.rhythm, exposure.owner.name,
                loop.index, shown.kpi, shown.get('variant', ''), shown.get('chart', 'line'),
            ]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ listed_rows({
        'scorecard': 'string', 'label_en': 'string', 'label_fr': 'string', 'description_en': 'string',
        'description_fr': 'string', 'kind': 'string', 'role': 'string', 'audience': 'string',
        'rhythm': 'string', 'owner': 'string', 'place': 'bigint', 'kpi_id': 'string', 'variant': 'string',
        'chart': 'string',
    }, rows) }}
{%- endmacro %}

{# The exposures beside the scorecards that depend on a KPI's metric; a row per exposure and KPI. #}
{% macro exposure_rows() -%}
    {%- set rows = [] -%}
    {%- for exposure in (graph.exposures.values() if execute else []) | sort(attribute='name') -%}
        {%- for node in exposure.depends_on.nodes | unique -%}
            {%- set metric = graph.metrics.get(node) -%}
            {%- if metric -%}
                {%- set said = metric.config.get('meta', {}).get('accord', {}) -%}
                {%- do rows.append([exposure.name, exposure.label or exposure.name, said.get('kpi', metric.name)]) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ listed_rows({'exposure': 'string', 'label_en': 'string', 'kpi_id': 'string'}, rows) }}
{%- endmacro %}

{# The versions that the change logs of the definitions tell of; a row per KPI and version. #}
{% macro logged_version_rows() -%}
    {%- set rows = [] -%}
    {%- for metric in (graph.metrics.values() if execute else []) | sort(attribute='name') -%}
        {%- set log = metric.config.get('meta', {}).get('accord', {}).get('change_log', []) -%}
        {%- for version, entries in log | groupby('version') -%}
            {%- do rows.append([
                metric.name, version, entries | map(attribute='changed_on') | map('string') | sort | first,
                entries | map(attribute='change') | join(' '),
            ]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ listed_rows({
        'kpi_id': 'string', 'version': 'bigint', 'since': 'string', 'change_en': 'string'
    }, rows) }}
{%- endmacro %}

{# The released versions of the definitions, which the model that asks has in its `meta`. #}
{% macro released_rows() -%}
    {%- set rows = [] -%}
    {%- for one in (model.config.get('meta', {}).get('released', []) if execute else []) -%}
        {%- do rows.append([
            one.kpi, one.version, one.since, one.formula_en, one.formula_fr, one.hashes.get('')
        ]) -%}
    {%- endfor -%}
    {{ listed_rows({
        'kpi_id': 'string', 'version': 'bigint', 'since': 'string', 'formula_en': 'string',
        'formula_fr': 'string', 'formula_hash': 'string'
    }, rows) }}
{%- endmacro %}

{# The first day after the quarter that follows that of as_of: what is to be reviewed before it is due. #}
{% macro review_horizon() -%}
    {{ add_months(first_day_of('quarter', as_of()), 6) }}
{%- endmacro %}

{# Name of a KPI in `language`, as its metric file has it; its id while dbt only parses. #}
{% macro kpi_label(kpi, language) -%}
    {%- set metric = (graph.metrics if execute else {}).get('metric.accord.' ~ kpi, {}) -%}
    {%- if language == 'en' -%}
        {{ return(metric.get('label', kpi)) }}
    {%- endif -%}
    {{ return(metric.get('config', {}).get('meta', {}).get('accord', {}).get('label_fr', kpi)) }}
{%- endmacro %}
