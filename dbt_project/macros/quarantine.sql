{# The rows of its sheets or files that a source refused, each with the reason. #}
{% macro quarantined_rows(source_name) -%}
select
    cast('{{ source_name }}' as string) as source,
    cast(file as string) as file,
    cast(line as bigint) as line,
    cast(entity as string) as entity,
    cast(field as string) as field,
    cast(value as string) as value,
    cast(reason as string) as reason,
    cast(loaded_at as timestamp) as loaded_at
from {{ source(source_name, 'quarantine') }}
{%- endmacro %}
