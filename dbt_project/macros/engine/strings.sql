{# A text of the project's own, as SQL: quotes and backslashes in it mean themselves. #}
{% macro text(value) -%}
    {{ return(adapter.dispatch('text', 'accord')(value)) }}
{%- endmacro %}

{% macro default__text(value) -%}
    {{ no_implementation('text') }}
{%- endmacro %}

{% macro duckdb__text(value) -%}
    '{{ value | replace("'", "''") }}'
{%- endmacro %}

{% macro spark__text(value) -%}
    '{{ value | replace("\\", "\\\\") | replace("'", "\\'") }}'
{%- endmacro %}

{% macro bigquery__text(value) -%}
    '{{ value | replace("\\", "\\\\") | replace("'", "\\'") | replace("\n", "\\n") }}'
{%- endmacro %}

{% macro snowflake__text(value) -%}
    '{{ value | replace("\\", "\\\\") | replace("'", "\\'") }}'
{%- endmacro %}

{# The texts of a group in one text, in the order of `order_by`; dbt's own has no order on Spark. #}
{% macro string_list_agg(expression, separator, order_by) -%}
    {{ return(adapter.dispatch('string_list_agg', 'accord')(expression, separator, order_by)) }}
{%- endmacro %}

{% macro default__string_list_agg(expression, separator, order_by) -%}
    {{ dbt.listagg(expression, "'" ~ separator ~ "'", 'order by ' ~ order_by) }}
{%- endmacro %}

{% macro spark__string_list_agg(expression, separator, order_by) -%}
    nullif(array_join(
        transform(
            sort_array(collect_list(
                case
                    when {{ expression }} is not null
                        then struct({{ order_by }} as place, {{ expression }} as item)
                end
            )),
            listed -> listed.item
        ), '{{ separator }}'
    ), '')
{%- endmacro %}

{# `expression` without the character `character` at either end. #}
{% macro trim_character(expression, character) -%}
    {{ return(adapter.dispatch('trim_character', 'accord')(expression, character)) }}
{%- endmacro %}

{% macro default__trim_character(expression, character) -%}
    trim({{ expression }}, '{{ character }}')
{%- endmacro %}

{# Spark's trim of two arguments wants them the other way round. #}
{% macro spark__trim_character(expression, character) -%}
    trim(both '{{ character }}' from {{ expression }})
{%- endmacro %}

{# `expression` with every match of `pattern` replaced. #}
{% macro replace_pattern(expression, pattern, replacement) -%}
    {{ return(adapter.dispatch('replace_pattern', 'accord')(expression, pattern, replacement)) }}
{%- endmacro %}

{% macro default__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}')
{%- endmacro %}

{% macro duckdb__replace_pattern(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{# `expression` in lower case and without accents. #}
{% macro plain_letters(expression) -%}
    {{ return(adapter.dispatch('plain_letters', 'accord')(expression)) }}
{%- endmacro %}

{# The Latin ones: these engines have no function for all. #}
{% macro default__plain_letters(expression) -%}
    translate(
        lower({{ expression }}),
        'àáâãäåāăąçćčďèéêëēėęěğìíîïīñńňòóôõöōőřśšşťùúûüūůűýÿźżž',
        'aaaaaaaaacccdeeeeeeeegiiiiinnnooooooorssstuuuuuuuyyzzz'
    )
{%- endmacro %}

{% macro duckdb__plain_letters(expression) -%}
    strip_accents(lower({{ expression }}))
{%- endmacro %}

{% macro bigquery__plain_letters(expression) -%}
    regexp_replace(normalize(lower({{ expression }}), nfd), '\\pM', '')
{%- endmacro %}

{# A pattern: what is neither a letter nor a digit of any script. #}
{% macro between_words() -%}
    {{ return(adapter.dispatch('between_words', 'accord')()) }}
{%- endmacro %}

{# A text of these engines takes a backslash for an escape. #}
{% macro default__between_words() -%}
    [^\\p{L}\\p{N}]+
{%- endmacro %}

{% macro duckdb__between_words() -%}
    [^\p{L}\p{N}]+
{%- endmacro %}

{% macro snowflake__between_words() -%}
    [^[:alnum:]]+
{%- endmacro %}
