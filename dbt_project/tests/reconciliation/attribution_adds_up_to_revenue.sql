-- In every model the shares of each won deal, 'unattributed' with them, are its revenue to the cent.
{{ config(meta={'dagster': {'ref': {'name': 'fct_attribution'}}}) }}
with deals as (
    select opportunity_key, won_amount from {{ ref('fct_opportunities') }} where is_won = 1
),

models as (
    select distinct model from {{ ref('fct_attribution') }}
),

shares as (
    select opportunity_key, model, sum(attributed_amount) as attributed_amount
    from {{ ref('fct_attribution') }}
    group by opportunity_key, model
)

select
    deals.opportunity_key,
    models.model,
    deals.won_amount,
    shares.attributed_amount
from deals
cross join models
full outer join shares on deals.opportunity_key = shares.opportunity_key and models.model = shares.model
where shares.attributed_amount is distinct from deals.won_amount
