{# The columns are the key of the model: never null, never twice. On a column, or on the model with `columns`. #}
{% test unique_key(model, column_name=none, columns=none) %}
{%- set key = columns or [column_name] %}
select
    {{ key | join(', ') }},
    count(*) as rows_found
from {{ model }}
group by {{ key | join(', ') }}
having
    count(*) > 1
    {%- for column in key %}
    or {{ column }} is null
    {%- endfor %}
{% endtest %}
