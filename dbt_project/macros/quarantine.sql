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
    cast(loaded_at as timestamp) as loaded_at,
    cast(coalesce(first_seen_at, loaded_at) as timestamp) as first_seen_at
from {{ source(source_name, 'quarantine') }}
{%- endmacro %}

{# How many rows a source had of each entity, and how many of them it refused. #}
{% macro counted_rows(source_name) -%}
select
    cast('{{ source_name }}' as string) as source,
    cast(entity as string) as entity,
    cast(rows_read as bigint) as rows_read,
    cast(rows_refused as bigint) as rows_refused,
    cast(refused_share as {{ type_double() }}) as refused_share,
    cast(rows_padded as bigint) as rows_padded,
    cast(refused_as as string) as refused_as,
    cast(loaded_at as timestamp) as loaded_at
from {{ source(source_name, 'row_counts') }}
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
    cast(seen_at as timestamp) as first_seen_at,
    cast(record_key as string) as record_key
from {{ source(raw, 'quarantine') }}
{%- endmacro %}
