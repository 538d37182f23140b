{#- Drop a relation as part of the model's own transaction: the adapter's own drop, coming before
    the first statement, would be committed immediately and leave nothing if the model then fails. -#}
{% macro drop_within_transaction(relation) %}
    {% if relation is not none %}
        {% call statement('drop_what_was_there', auto_begin=True) -%}
            drop {{ relation.type }} if exists {{ relation }}
        {%- endcall %}
    {% endif %}
{% endmacro %}
