{# The rows of its sheets or files that a source refused, each with the reason. #}
{% macro quarantined_rows(source_name) -%}
select
    cast('{{ source_name }}' as varchar) as source,
    cast(file as varchar) as file,
    cast(line as bigint) as line,
    cast(entity as varchar) as entity,
    cast(field as varchar) as field,
    cast(value as varchar) as value,
    cast(reason as varchar) as reason,
    cast(loaded_at as timestamp) as loaded_at
from {{ source(source_name, 'quarantine') }}
{%- endmacro %}
