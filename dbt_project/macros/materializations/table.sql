{#- A table replaced in place. DuckDB's DDL is transactional, so readers of the warehouse and a
    failed build see the table of before; dbt's own form reaches the same by two renames and a
    drop per model, a third of what a run of small models costs. -#}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {% do drop_within_transaction(existing_relation) %}
    {% call statement('main', language=model['language']) -%}
        {{ create_table_as(False, target_relation, compiled_code, model['language']) }}
    {%- endcall %}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do persist_docs(target_relation, model) %}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
