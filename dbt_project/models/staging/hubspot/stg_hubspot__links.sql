{% set activity_types = ['calls', 'emails', 'meetings', 'tasks', 'notes', 'communications'] %}
{% set record_types = {
    'contacts': ['companies'],
    'deals': ['contacts', 'companies'],
    'line_items': ['deals'],
    'quotes': ['deals'],
    'feedback_submissions': ['contacts'],
} %}

with activity_links as (

    {% for from_type in activity_types %}
    {% for to_type in ['contacts', 'companies', 'deals'] %}
    select
        '{{ from_type }}' as from_type,
        from_id,
        '{{ to_type }}' as to_type,
        to_id,
        label,
        _loaded_at as loaded_at
    from {{ source('hubspot', from_type ~ '_to_' ~ to_type) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

record_links as (

    {% for from_type, to_types in record_types.items() %}
    {% for to_type in to_types %}
    select
        '{{ from_type }}' as from_type,
        from_id,
        '{{ to_type }}' as to_type,
        to_id,
        label,
        _loaded_at as loaded_at
    from {{ source('hubspot', from_type ~ '_to_' ~ to_type) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

final as (

    select * from activity_links
    union all
    select * from record_links

)

select * from final
