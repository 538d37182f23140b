{#
    What the accounts of the active sources refuse, a row per raw table that lacks rows for it. A
    source whose account gives all that it is asked for has no row here.
#}
{%- set refused = [] %}
{%- for source_name in var('active_sources') if execute %}
    {%- set relation = adapter.get_relation(target.database, 'raw_' ~ source_name, 'unavailable') %}
    {%- if relation is not none %}
        {%- do refused.append({'source': source_name, 'relation': relation}) %}
    {%- endif %}
{%- endfor %}
{%- for one in refused %}
{{ 'union all' if not loop.first }}
select
    '{{ one["source"] }}' as source,
    part,
    'raw_{{ one["source"] }}.' || table_name as table_name,
    entities,
    cast(status as bigint) as status,
    reason,
    needs,
    cast(since as date) as since_on,
    was_loaded
from {{ one['relation'] }}
{%- else %}
select
    cast(null as string) as source,
    cast(null as string) as part,
    cast(null as string) as table_name,
    cast(null as string) as entities,
    cast(null as bigint) as status,
    cast(null as string) as reason,
    cast(null as string) as needs,
    cast(null as date) as since_on,
    cast(null as boolean) as was_loaded
from (select 1 as nothing) as nothing
where 1 = 0
{%- endfor %}
