{#
    Before anything is built on `dev`: creates, empty, the raw tables that are not there, so that the
    whole project builds in a fresh clone. Their columns are those of raw_tables.csv in each source's
    folder. Production has what was loaded: a table that is missing there is an error.
#}
{% macro create_missing_raw_tables() -%}
    {%- if execute and target.name == 'dev' -%}
        {%- set files = '../ingestion/sources/*/raw_tables.csv' -%}
        {%- set found = run_query("select count(*) from glob('" ~ files ~ "')") -%}
        {%- if found.columns[0].values()[0] > 0 -%}
            {%- set missing -%}
                select
                    declared.schema || '.' || declared."table" as name,
                    any_value(declared.schema) as schema_name,
                    string_agg('"' || declared."column" || '" ' || declared.type, ', ') as columns
                from read_csv('{{ files }}') as declared
                left join information_schema.tables as present
                    on present.table_catalog = current_database()
                    and present.table_schema = declared.schema
                    and present.table_name = declared."table"
                where present.table_name is null
                group by name
            {%- endset -%}
            {%- for table in run_query(missing).rows %}
create schema if not exists {{ table['schema_name'] }};
create table {{ table['name'] }} ({{ table['columns'] }});
            {%- endfor -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
