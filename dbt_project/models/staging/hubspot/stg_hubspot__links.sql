{%- set tables = [
    ('contacts', 'companies'),
    ('deals', 'contacts'),
    ('deals', 'companies'),
    ('line_items', 'deals'),
    ('quotes', 'deals'),
    ('feedback_submissions', 'contacts'),
] -%}
{%- for kind in ['calls', 'emails', 'meetings', 'tasks', 'notes', 'communications'] -%}
    {%- for to in ['contacts', 'companies', 'deals'] -%}
        {%- do tables.append((kind, to)) -%}
    {%- endfor -%}
{%- endfor -%}

with final as (
    {% for from_type, to_type in tables %}
    {{ 'union all' if not loop.first }}
    select
        '{{ from_type }}' as from_type,
        from_id,
        '{{ to_type }}' as to_type,
        to_id,
        label,
        _loaded_at as loaded_at
    from {{ source('hubspot', from_type ~ '_to_' ~ to_type) }}
    {% endfor %}
)

select * from final
