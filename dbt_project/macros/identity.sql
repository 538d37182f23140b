{# An e-mail address as identity compares it: lower case, trimmed, without its plus-tag; null if none. #}
{% macro normalised_email(expression) -%}
    {%- set address = 'lower(trim(' ~ expression ~ '))' -%}
    case when {{ address }} like '%_@_%' then
        {%- if var('strip_plus_tags') %} {{ replace_pattern(address, '[+][^@]*@', '@') }}
        {%- else %} {{ address }}
        {%- endif %} end
{%- endmacro %}

{# The domain of a site address or of an e-mail address: lower case, no scheme, no www., no path. #}
{% macro normalised_domain(expression) -%}
    nullif({{ replace_pattern('lower(trim(' ~ expression ~ '))', '^([a-z]+://)?(www[.])?|[/:?#].*$', '') }}, '')
{%- endmacro %}

{#
    Label propagation over `edges` (node, token, label): nodes that share a token end with the
    smallest label of their component. A fixed number of rounds; a data test says that it was enough.
    Gives the CTEs up to the last, named `final_labels` (node, label).
#}
{% macro propagate_labels(edges, rounds=6) -%}
labels_0 as (
    select node, token, label from {{ edges }}
),

{% for round in range(1, rounds + 1) -%}
tokens_{{ round }} as (
    select node, token, min(label) over (partition by token) as label from labels_{{ round - 1 }}
),

labels_{{ round }} as (
    select node, token, min(label) over (partition by node) as label from tokens_{{ round }}
),

{% endfor -%}
final_labels as (
    select node, min(label) as label from labels_{{ rounds }} group by node
)
{%- endmacro %}
