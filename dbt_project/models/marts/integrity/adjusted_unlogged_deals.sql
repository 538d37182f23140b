{#
    Deals that were logged late, from their first trace up to their entry: one row per deal, with what it
    was entered with.
#}
with late_logged as (
    select * from {{ ref('adjusted_deals') }} where is_late_logged = 1
),

opportunities as (
    select * from {{ ref('fct_opportunities') }}
),

history as (
    select *
    from {{ ref('opportunity_history') }}
    where field in ('amount', 'expected_close_on') and field_value is not null
),

stage_periods as (
    select * from {{ ref('opportunity_stage_periods') }}
),

first_values as (
    select opportunity_key, field, min_by(field_value, valid_from) as field_value
    from history
    group by opportunity_key, field
),

entered_with as (
    select
        opportunity_key,
        max(case when field = 'amount' then field_value end) as amount,
        max(case when field = 'expected_close_on' then field_value end) as expected_close_on
    from first_values
    group by opportunity_key
),

first_stages as (
    select
        opportunity_key,
        min_by(pipeline_key, valid_from) as pipeline_key,
        min_by(stage_key, valid_from) as stage_key
    from stage_periods
    where is_open
    group by opportunity_key
),

final as (
    select
        late_logged.opportunity_key,
        first_stages.pipeline_key,
        first_stages.stage_key,
        late_logged.entered_at,
        late_logged.entered_on,
        opportunities.created_at,
        opportunities.created_on,
        coalesce(opportunities.recorded_created_at, opportunities.created_at) as recorded_at,
        opportunities.closed_at,
        opportunities.closed_on,
        opportunities.created_owner_key as owner_key,
        opportunities.currency,
        {{ safe_cast_to('entered_with.amount', 'decimal(18, 2)') }} as amount,
        {{ safe_cast_to('entered_with.expected_close_on', 'date') }} as expected_close_on
    from late_logged
    inner join opportunities on late_logged.opportunity_key = opportunities.opportunity_key
    left join entered_with on late_logged.opportunity_key = entered_with.opportunity_key
    left join first_stages on late_logged.opportunity_key = first_stages.opportunity_key
)

select * from final
