{#
    A variable, in the place of dbt's own var(): so plain dbt finds the company's values too. A value
    comes from `--vars`, as in a run; else from the package that `accord dev-data` writes to
    dbt_packages/company; else from dbt_project.yml. Unit tests are of no company.
#}
{% macro var(name) -%}
    {%- if
        company is defined
        and name not in invocation_args_dict.get('vars', {})
        and (model is not defined or model.resource_type != 'unit_test')
    -%}
        {%- set found = company.variables() -%}
        {%- if name in found -%}
            {{ return(found[name]) }}
        {%- endif -%}
    {%- endif -%}
    {{ return(builtins.var(name, *varargs, **kwargs)) }}
{%- endmacro %}
