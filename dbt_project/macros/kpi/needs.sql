{#
    How many rows of each source fill what a figure may be made of, and since when: rows (need, entity,
    field, source, is_share, is_among, row_count, filled_count, since_on). `terms` are those of
    `kpis/needs.py`; of an entity that no source feeds `source` is empty. Each entity is read once.
#}
{% macro kpi_filled(terms) -%}
{%- set by_entity = {} %}
{%- for term in terms %}
    {%- do by_entity.setdefault(term['entity'], []).append(term) %}
{%- endfor %}
with terms as (
    {%- if terms %}
    select need, entity, field, is_share, is_among
    from
        {% call rows_of({
            'need': 'string', 'entity': 'string', 'field': 'string', 'is_share': 'boolean', 'is_among': 'boolean'
        }) -%}
        {%- for term in terms -%}
        ('{{ term["need"] }}', '{{ term["entity"] }}', '{{ term["field"] }}', {{ term["is_share"] | lower }}, {{ term["is_among"] | lower }})
        {{- ', ' if not loop.last }}
        {%- endfor -%}
        {%- endcall %}
    {%- else %}
    select
        cast(null as string) as need,
        cast(null as string) as entity,
        cast(null as string) as field,
        cast(null as boolean) as is_share,
        cast(null as boolean) as is_among
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endif %}
),
{% for entity, of_entity in by_entity.items() %}
{{ entity }}_counts as (
    select
        source
        {%- for term in of_entity %},
        count(case when {{ term['rows'] }} then 1 end) as rows_{{ loop.index }},
        count(case when {{ term['rows'] }} and {{ term['filled'] }} then 1 end) as filled_{{ loop.index }},
        {% if term['day'] -%}
        min(case when {{ term['rows'] }} and {{ term['filled'] }} then cast({{ term['day'] }} as date) end)
        {%- else -%}
        cast(null as date)
        {%- endif %} as since_{{ loop.index }}
        {%- endfor %}
    from {{ ref('int_' ~ entity ~ '__unioned') }}
    where not coalesce(is_deleted, false)
    group by source
),
{% endfor %}
counted as (
    {%- for entity, of_entity in by_entity.items() %}
    {%- set is_first = loop.first %}
    {%- for term in of_entity %}
    {{ 'union all' if not (is_first and loop.first) }}
    select
        '{{ term["need"] }}' as need,
        '{{ entity }}' as entity,
        '{{ term["field"] }}' as field,
        source,
        rows_{{ loop.index }} as row_count,
        filled_{{ loop.index }} as filled_count,
        since_{{ loop.index }} as since_on
    from {{ entity }}_counts
    {%- endfor %}
    {%- else %}
    select
        need,
        entity,
        field,
        cast(null as string) as source,
        cast(null as bigint) as row_count,
        cast(null as bigint) as filled_count,
        cast(null as date) as since_on
    from terms
    {%- endfor %}
)

select
    terms.need,
    terms.entity,
    terms.field,
    coalesce(counted.source, '') as source,
    terms.is_share,
    terms.is_among,
    cast(coalesce(counted.row_count, 0) as bigint) as row_count,
    cast(coalesce(counted.filled_count, 0) as bigint) as filled_count,
    counted.since_on
from terms
left join counted
    on
        terms.need = counted.need
        and terms.entity = counted.entity
        and terms.field = counted.field
{%- endmacro %}

{#
    What each KPI and variant is made of beside its facts, and whether it is fed, as rows (kpi_id,
    variant, need, reason_en, reason_fr, is_required, is_fed). `used` lists (kpi_id, variant, need) and,
    where that hangs on a setting of the profile, the setting; `needed` maps a need to its words and to
    the section of the profile that feeds it, if one does; `terms` are what sources feed it by. `assumed`
    maps a need to the KPIs and variants that are figures without it, of which the reason says what they
    assume: they do not require it.
#}
{% macro kpi_needs(used, needed, terms, assumed={}) -%}
{%- set wanted = [] %}
{%- for row in used %}
    {%- set section, setting = (row[3] ~ '.').split('.')[:2] if row | length > 3 else ('', '') %}
    {%- if not section or var(section)[setting] %}
        {%- do wanted.append("('" ~ row[:3] | join("', '") ~ "', true)") %}
    {%- endif %}
{%- endfor %}
{%- for need, figures in assumed.items() %}
    {%- for figure in figures %}
        {%- do wanted.append("('" ~ figure | join("', '") ~ "', '" ~ need ~ "', false)") %}
    {%- endfor %}
{%- endfor %}
with filled as (
    select * from {{ ref('kpi__filled') }}
),

-- A field that two sources have is fed by both together.
totals as (
    select
        need,
        entity,
        field,
        is_share,
        is_among,
        sum(row_count) as row_count,
        sum(filled_count) as filled_count
    from filled
    group by need, entity, field, is_share, is_among
),

fed as (
    select
        need,
        max(case
            when is_among and row_count = 0 then 1
            when filled_count > 0 and not is_share then 1
            when filled_count > 0 and filled_count >= {{ var('trust')['min_filled_share'] }} * row_count then 1
            else 0
        end) = 1 as is_fed
    from totals
    group by need
    {%- for name, need in needed.items() if need['rules'] %}
    {%- set rules = var(need['rules']).values() | select | list %}
    union all
    select
        '{{ name }}' as need,
        {{ 'true' if rules else 'false' }} as is_fed
    from (select 1 as nothing) as nothing
    {%- endfor %}
),

words as (
    {%- for name, need in needed.items() %}
    {%- set unmapped = [] %}
    {%- for term in terms if term['need'] == name and term['field'] in var('unfed_fields').get(term['entity'], []) %}
        {%- do unmapped.append(term['entity'] ~ '.' ~ term['field']) %}
    {%- endfor %}
    {{ 'union all' if not loop.first }}
    select
        '{{ name }}' as need,
        {{ text(need['en'] ~ (' (the profile maps no ' ~ unmapped | join(', ') ~ ')' if unmapped else '')) }}
            as reason_en,
        {{ text(need['fr'] ~ (' (le profil ne relie pas ' ~ unmapped | join(', ') ~ ')' if unmapped else '')) }}
            as reason_fr,
        {{ text(need['assumed_en']) }} as assumed_en,
        {{ text(need['assumed_fr']) }} as assumed_fr
    from (select 1 as nothing) as nothing
    {%- else %}
    select
        cast(null as string) as need,
        cast(null as string) as reason_en,
        cast(null as string) as reason_fr,
        cast(null as string) as assumed_en,
        cast(null as string) as assumed_fr
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endfor %}
),

used as (
    {%- if wanted %}
    select kpi_id, variant, need, is_required from
    {% call rows_of({'kpi_id': 'string', 'variant': 'string', 'need': 'string', 'is_required': 'boolean'}) -%}
    {{ wanted | join(', ') }}
    {%- endcall %}
    {%- else %}
    select
        cast(null as string) as kpi_id,
        cast(null as string) as variant,
        cast(null as string) as need,
        cast(null as boolean) as is_required
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endif %}
)

select distinct
    used.kpi_id,
    used.variant,
    used.need,
    words.reason_en || case when used.is_required then '' else ', ' || words.assumed_en end as reason_en,
    words.reason_fr || case when used.is_required then '' else ', ' || words.assumed_fr end as reason_fr,
    used.is_required,
    fed.is_fed
from used
inner join words on used.need = words.need
inner join fed on used.need = fed.need
{%- endmacro %}
