{#
    The columns of `relation` that a model hands on as they are, each followed by a comma: what the
    contract of base entity `entity` declares, but for what says where the record comes from, the
    source keys of other records, and `but`, which the model names or decides itself. So a new field
    of an entity needs no line between its contract and the mart that shows it.
#}
{% macro carried_fields(entity, relation, but=[]) -%}
    {%- set of_the_record = [
        'source', 'source_id', 'source_key', 'loaded_at', 'is_deleted', 'deleted_at', 'is_test',
        'merged_source_keys'
    ] -%}
    {#- The graph is whole only once all models are parsed. -#}
    {%- if execute -%}
        {%- set contract = graph.nodes['model.' ~ project_name ~ '.int_' ~ entity ~ '__unioned'] -%}
        {%- for name in contract.columns if name not in of_the_record + but and not name.endswith('_source_key') %}
        {{ relation }}.{{ name }},
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
