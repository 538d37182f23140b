{#
    What each KPI and variant is made of beside its facts, and whether any source feeds it, as rows
    (kpi_id, variant, need, name_en, name_fr, is_fed). `used` lists (kpi_id, variant, need), `needed`
    maps a need to its words and terms, `terms` an entity to the fields that feed one; '' is a row.
#}
{% macro kpi_needs(used, needed, terms) -%}
with
{%- for entity, fields in terms.items() %}
{{ entity }}_fed as (
    select
        {%- for field in fields %}
        {% if '=' in field -%}
        {%- set column, value = field.split('=') -%}
        count(case when {{ column }} = {{ text(value) }} then 1 end) as {{ entity }}__{{ column }}_{{ value }}
        {%- elif field -%}
        count({{ field }}) as {{ entity }}__{{ field }}
        {%- else -%}
        count(*) as {{ entity }}__rows
        {%- endif -%}
        {{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_' ~ entity ~ '__unioned') }}
    where not coalesce(is_deleted, false)
),
{% endfor %}
{%- for name, need in needed.items() if need['among'] %}
{%- set entity, field = need['fed_by'][0].split('.') %}
{{ name }}_among as (
    select
        count({{ field }}) as fed_rows,
        count(*) as rows_meant
    from {{ ref('int_' ~ entity ~ '__unioned') }}
    where not coalesce(is_deleted, false) and {{ need['among'] }}
),
{% endfor %}
fed as (
    {%- for name, need in needed.items() %}
    {%- set counts, relations, unmapped = [], [], [] %}
    {%- for term in need['fed_by'] %}
        {%- set entity, field = term.split('.')[0], (term ~ '.').split('.')[1] %}
        {%- if field in var('unfed_fields').get(entity, []) %}
            {%- do unmapped.append(term) %}
        {%- endif %}
        {%- do counts.append(entity ~ '__' ~ (field or 'rows') | replace('=', '_')) %}
        {%- do relations.append(entity ~ '_fed') %}
    {%- endfor %}
    {{ 'union all' if not loop.first }}
    select
        '{{ name }}' as need,
        {{ text(need['en'] ~ (' (the profile maps no ' ~ unmapped | join(', ') ~ ')' if unmapped else '')) }}
            as name_en,
        {{ text(need['fr'] ~ (' (le profil ne relie pas ' ~ unmapped | join(', ') ~ ')' if unmapped else '')) }}
            as name_fr,
        {% if need['among'] -%}
        fed_rows > 0 or rows_meant = 0 as is_fed
    from {{ name }}_among
        {%- else -%}
        {{ counts | join(' + ') }} > 0 as is_fed
    from {{ relations | unique | join(' cross join ') }}
        {%- endif %}
    {%- else %}
    select
        cast(null as string) as need,
        cast(null as string) as name_en,
        cast(null as string) as name_fr,
        cast(null as boolean) as is_fed
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endfor %}
),

used as (
    {%- if used %}
    select kpi_id, variant, need from
    {% call rows_of({'kpi_id': 'string', 'variant': 'string', 'need': 'string'}) -%}
    {%- for row in used %}('{{ row | join("', '") }}'){{ ', ' if not loop.last }}{% endfor -%}
    {%- endcall %}
    {%- else %}
    select cast(null as string) as kpi_id, cast(null as string) as variant, cast(null as string) as need
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endif %}
)

select used.kpi_id, used.variant, used.need, fed.name_en, fed.name_fr, fed.is_fed
from used
inner join fed on used.need = fed.need
{%- endmacro %}
