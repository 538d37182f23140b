{#
    The keys of a fact, in one query. `key` is its own: never null, never twice. `members`, {column:
    name of the dimension}: each is a member of its dimension, 'unknown' included and null never, so
    the members of a dimension add up to the total.
#}
{% test sound_keys(model, key, members) %}
select '{{ key }}' as key_column, cast({{ key }} as string) as key_value
from {{ model }}
group by {{ key }}
having count(*) > 1 or {{ key }} is null
{%- for column, dimension in members.items() %}
union all
select '{{ column }}' as key_column, fact.{{ column }} as key_value
from {{ model }} as fact
left join {{ ref(dimension) }} as dimension on fact.{{ column }} = dimension.{{ column }}
where dimension.{{ column }} is null
{%- endfor %}
{% endtest %}
