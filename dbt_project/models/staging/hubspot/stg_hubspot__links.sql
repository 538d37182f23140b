{% set activity_types = ['calls', 'emails', 'meetings', 'tasks', 'notes', 'communications'] %}
{% set record_types = {
    'contacts': ['companies'],
    'deals': ['contacts', 'companies'],
    'line_items': ['deals'],
    'quotes': ['deals'],
    'tickets': ['contacts', 'companies'],
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
        type_ids,
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
        type_ids,
        _loaded_at as loaded_at
    from {{ source('hubspot', from_type ~ '_to_' ~ to_type) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

links as (

    select * from activity_links
    union all
    select * from record_links

),

-- The vendor marks one company of a contact, deal or ticket as its primary one, by the type of the
-- association: its labels change, its ids do not.
final as (

    select
        from_type,
        from_id,
        to_type,
        to_id,
        label,
        case
            when from_type = 'contacts' then coalesce('|' || type_ids || '|' like '%|1|%', false)
            when from_type = 'tickets' then coalesce('|' || type_ids || '|' like '%|26|%', false)
            when from_type = 'deals' then coalesce('|' || type_ids || '|' like '%|5|%', false)
            else false
        end and to_type = 'companies' as is_primary,
        loaded_at
    from links

)

select * from final
