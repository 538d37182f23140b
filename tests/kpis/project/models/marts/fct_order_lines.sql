select
    opportunity_key || ':' || line as order_line_key, closed_on, owner_key, team_key, channel_key, campaign_key, market_key, segment_key,
    industry_key, pipeline_key, 'p' || line as product_key, cast(won_amount / 2 as decimal(18, 2)) as won_amount
from {{ ref('fct_opportunities') }}
cross join range(2) as t(line)
