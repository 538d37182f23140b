{#
    The keys of a fact, in one query. `key` is its own: never null, never twice. `members` are columns
    that hold a member of their dimension, 'unknown' included and null never, so that the members of a
    dimension add up to the total.
#}
{% test sound_keys(model, key, members) %}
{%- set dimensions = {
    'account_key': 'dim_accounts',
    'campaign_key': 'dim_campaigns',
    'channel_key': 'dim_channels',
    'industry_key': 'dim_industries',
    'market_key': 'dim_markets',
    'owner_key': 'dim_reps',
    'person_key': 'dim_people',
    'pipeline_key': 'dim_pipelines',
    'product_key': 'dim_products',
    'segment_key': 'dim_segments',
    'team_key': 'dim_teams',
} %}
select '{{ key }}' as key_column, cast({{ key }} as string) as key_value
from {{ model }}
group by {{ key }}
having count(*) > 1 or {{ key }} is null
{%- for column in members %}
union all
select '{{ column }}' as key_column, fact.{{ column }} as key_value
from {{ model }} as fact
left join {{ ref(dimensions[column]) }} as dimension on fact.{{ column }} = dimension.{{ column }}
where dimension.{{ column }} is null
{%- endfor %}
{% endtest %}
