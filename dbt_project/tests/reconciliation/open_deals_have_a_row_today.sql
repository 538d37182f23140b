-- A deal is in the pipeline of as_of exactly when its stage of that day is open.
{{ config(meta={'dagster': {'ref': {'name': 'fct_opportunity_days'}}}) }}
with today as (
    select opportunity_key from {{ ref('fct_opportunity_days') }} where day_on = {{ as_of() }}
),

open_deals as (
    select periods.opportunity_key
    from {{ ref('opportunity_stage_periods') }} as periods
    inner join {{ ref('opportunities') }} as opportunities
        on periods.opportunity_key = opportunities.opportunity_key
    where
        periods.is_open
        and periods.valid_from < {{ as_of_end() }}
        and periods.valid_to >= {{ as_of_end() }}
        and opportunities.created_at < {{ as_of_end() }}
)

select coalesce(today.opportunity_key, open_deals.opportunity_key) as opportunity_key
from today
full outer join open_deals on today.opportunity_key = open_deals.opportunity_key
where today.opportunity_key is null or open_deals.opportunity_key is null
