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

{# The values that a source refused of its records, which were loaded without them. #}
{% macro refused_values(source_name, raw) -%}
select
    cast('{{ source_name }}' as string) as source,
    cast(null as string) as file,
    cast(null as bigint) as line,
    cast(table_name as string) as entity,
    cast(field as string) as field,
    cast(value as string) as value,
    cast(reason as string) as reason,
    cast(seen_at as timestamp) as loaded_at,
    cast(record_key as string) as record_key
from {{ source(raw, 'quarantine') }}
{%- endmacro %}
