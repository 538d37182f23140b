{# What an engine macro says on an engine that it was not written for. #}
{% macro no_implementation(name) -%}
    {{ exceptions.raise_compiler_error(
        name ~ " has no implementation for " ~ target.type ~ ": write the macro "
        ~ target.type ~ "__" ~ name ~ " in macros/engine"
    ) }}
{%- endmacro %}
