{#
    Every dimension key of a fact is a member of its dimension, 'unknown' included and null never:
    so the members of a dimension add up to the total. `members`: {column: name of the dimension}.
#}
{% test known_members(model, members) %}
{%- for column, dimension in members.items() %}
{{ 'union all' if not loop.first }}
select '{{ column }}' as key_column, fact.{{ column }} as key_value
from {{ model }} as fact
left join {{ ref(dimension) }} as dimension on fact.{{ column }} = dimension.{{ column }}
where dimension.{{ column }} is null
{%- endfor %}
{% endtest %}
