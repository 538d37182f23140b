{# How many amounts of each source come with a currency: without one there is no rate, and no figure. #}
{%- set amounts = {
    'opportunities': 'amount', 'opportunity_lines': 'amount', 'proposals': 'amount',
    'subscriptions': 'recurring_amount', 'ad_spend': 'cost', 'costs': 'amount', 'quotas': 'amount',
} %}
with {% for entity, amount in amounts.items() -%}
{{ entity }} as (
    select
        source,
        count(*) as amounts,
        count(nullif(trim(currency), '')) as amounts_with_currency
    from {{ ref('int_' ~ entity ~ '__unioned') }}
    where {{ amount }} is not null and not coalesce(is_deleted, false)
    group by source
),

{% endfor -%}
counted as (
    {%- for entity in amounts %}
    {{ 'union all' if not loop.first }}
    select
        source,
        '{{ entity }}' as entity,
        amounts,
        amounts_with_currency
    from {{ entity }}
    {%- endfor %}
),

final as (
    select
        source,
        entity,
        cast(amounts as bigint) as amounts,
        cast(amounts_with_currency as bigint) as amounts_with_currency,
        {{ flag('amounts_with_currency = 0') }} as has_no_currency
    from counted
)

select * from final
