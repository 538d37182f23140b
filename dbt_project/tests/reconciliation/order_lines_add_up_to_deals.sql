-- The lines of each deal add up to what the deal won, to the cent.
{{ config(meta={'dagster': {'ref': {'name': 'fct_order_lines'}}}) }}
select
    deals.opportunity_key,
    deals.won_amount,
    sum(lines.won_amount) as won_by_lines
from {{ ref('fct_opportunities') }} as deals
left join {{ ref('fct_order_lines') }} as lines on deals.opportunity_key = lines.opportunity_key
group by deals.opportunity_key, deals.won_amount
having coalesce(sum(lines.won_amount), -1) <> deals.won_amount
