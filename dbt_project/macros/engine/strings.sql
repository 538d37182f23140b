{# Hash of a text, as 32 hexadecimal digits. #}
{% macro md5_hash(expression) -%}
    {{ return(adapter.dispatch('md5_hash', 'accord')(expression)) }}
{%- endmacro %}

{% macro default__md5_hash(expression) -%}
    md5({{ expression }})
{%- endmacro %}

{# The texts of a group in one text, in the order of `order_by`. #}
{% macro string_list_agg(expression, separator, order_by) -%}
    {{ return(adapter.dispatch('string_list_agg', 'accord')(expression, separator, order_by)) }}
{%- endmacro %}

{% macro default__string_list_agg(expression, separator, order_by) -%}
    listagg({{ expression }}, '{{ separator }}') within group (order by {{ order_by }})
{%- endmacro %}

{% macro duckdb__string_list_agg(expression, separator, order_by) -%}
    string_agg({{ expression }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}

{#
    A select of one row per part of the text `expression`, cut at `separator`: `columns` as they
    are, and the part as `part`. A null text gives no row.
#}
{% macro split_to_rows(columns, expression, separator, relation) -%}
    {{ return(adapter.dispatch('split_to_rows', 'accord')(columns, expression, separator, relation)) }}
{%- endmacro %}

{% macro default__split_to_rows(columns, expression, separator, relation) -%}
    select {{ columns | join(', ') }}, explode(split({{ expression }}, '[{{ separator }}]')) as part
    from {{ relation }}
{%- endmacro %}

{% macro duckdb__split_to_rows(columns, expression, separator, relation) -%}
    select {{ columns | join(', ') }}, unnest(string_split({{ expression }}, '{{ separator }}')) as part
    from {{ relation }}
{%- endmacro %}

{# The n-th part of a text cut at `separator`, from 1; '' beyond the last. #}
{% macro text_part(expression, separator, n) -%}
    {{ return(adapter.dispatch('text_part', 'accord')(expression, separator, n)) }}
{%- endmacro %}

{% macro default__text_part(expression, separator, n) -%}
    split_part({{ expression }}, '{{ separator }}', {{ n }})
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

{# The Latin ones: Spark has no function for all. #}
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

{# A pattern: what is neither a letter nor a digit of any script. #}
{% macro between_words() -%}
    {{ return(adapter.dispatch('between_words', 'accord')()) }}
{%- endmacro %}

{# A text of Spark's takes a backslash for an escape. #}
{% macro default__between_words() -%}
    [^\\p{L}\\p{N}]+
{%- endmacro %}

{% macro duckdb__between_words() -%}
    [^\p{L}\p{N}]+
{%- endmacro %}

{# A number from 0 up to, not with, 1 that only the text decides: its hash's first 8 digits. #}
{% macro hash_fraction(expression) -%}
    {{ return(adapter.dispatch('hash_fraction', 'accord')(expression)) }}
{%- endmacro %}

{% macro default__hash_fraction(expression) -%}
    (cast(conv(substring(md5({{ expression }}), 1, 8), 16, 10) as double) / 4294967296)
{%- endmacro %}

{% macro duckdb__hash_fraction(expression) -%}
    (cast(cast('0x' || substring(md5({{ expression }}), 1, 8) as bigint) as double) / 4294967296)
{%- endmacro %}

{# A select of the whole numbers from 1 to `n`, as `number`. #}
{% macro number_spine(n) -%}
    {{ return(adapter.dispatch('number_spine', 'accord')(n)) }}
{%- endmacro %}

{% macro default__number_spine(n) -%}
    select explode(sequence(1, {{ n }})) as number
{%- endmacro %}

{% macro duckdb__number_spine(n) -%}
    select unnest(generate_series(1, {{ n }})) as number
{%- endmacro %}
