{#
    The rows of the CTE `name` that are new or differ from what the table holds; all of them on a
    fresh build. The comparison reads columns, the write costs what changed: a day's run equals a
    fresh load whatever moved (a late fact, a merge, a rep's team), without trusting a watermark.
    A column that the table does not have yet makes every row new.
#}
{% macro changed_rows(name, key) -%}
select {{ name }}.*
from {{ name }}
{%- if is_incremental() %}
{%- set stored_columns = adapter.get_columns_in_relation(this) | map(attribute='name') | list %}
left join {{ this }} as stored on {{ name }}.{{ key }} = stored.{{ key }}
where
    stored.{{ key }} is null
    {%- for column in model.columns.values() if column.name != key %}
    {%- if column.name in stored_columns %}
    or {{ name }}.{{ column.name }} is distinct from stored.{{ column.name }}
    {%- else %}
    or {{ name }}.{{ key }} is not null
    {%- endif %}
    {%- endfor %}
{%- endif %}
{%- endmacro %}

{# Post-hook: what the source no longer has leaves the table too. `condition` keeps a row of `relation`. #}
{% macro delete_vanished(relation, key, relation_key, condition='1 = 1') -%}
    {%- if is_incremental() -%}
    delete from {{ this }}
    where not exists (
        select 1 from {{ relation }} as kept
        where kept.{{ relation_key }} = {{ this }}.{{ key }} and {{ condition }}
    )
    {%- endif -%}
{%- endmacro %}
