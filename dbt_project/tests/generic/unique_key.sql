{# The columns are the key of the model: never null, never twice. #}
{% test unique_key(model, column_name=none, columns=none) %}
{%- set key = columns or [column_name] %}
select
    {{ key | join(', ') }},
    count(*) as rows_found
from {{ model }}
group by {{ key | join(', ') }}
having count(*) > 1 or {{ key | join(' is null or ') }} is null
{% endtest %}
