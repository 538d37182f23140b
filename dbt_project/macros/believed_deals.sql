{#
    Steps of a query that has `due` (opportunity_key, grain, period_start_on, starts_at, rate_on), `beliefs`,
    `records`, `stages`, `identity_reps`, `reps` and `rates`: what the systems knew of each deal when the
    period began, in `valued`, if they knew it as open.
#}
{% macro believed_deals() -%}
believed as (
    select
        due.opportunity_key,
        due.grain,
        due.period_start_on,
        max(case when beliefs.field = 'stage' then beliefs.field_value end) as stage,
        max(case when beliefs.field = 'pipeline' then beliefs.field_value end) as pipeline,
        max(case when beliefs.field = 'amount' then beliefs.field_value end) as amount,
        max(case when beliefs.field = 'probability' then beliefs.field_value end) as probability,
        max(case when beliefs.field = 'owner' then beliefs.field_value end) as owner_source_key
    from due
    inner join beliefs
        on
            due.opportunity_key = beliefs.opportunity_key
            and due.starts_at > beliefs.known_from
            and due.starts_at <= beliefs.known_to
    group by due.opportunity_key, due.grain, due.period_start_on
),

named as (
    select
        due.*,
        records.account_key,
        {{ known(slug('believed.pipeline')) }} as pipeline_key,
        {{ known(stage_key('believed.stage')) }} as stage_key,
        records.stage_key as last_stage_key,
        records.outcome,
        {{ known(stage_key('believed.stage')) }} = records.stage_key and records.outcome = 'open'
            as is_latest_stage,
        records.probability as last_probability,
        {{ known('identity_reps.rep_key') }} as owner_key,
        records.channel_key,
        records.campaign_key,
        records.market_key,
        records.segment_key,
        records.industry_key,
        records.currency,
        {{ safe_cast_to('believed.amount', 'decimal(18, 2)') }} as amount,
        {{ safe_cast_to('believed.probability', 'double') }} as own_probability
    from due
    inner join believed
        on
            due.opportunity_key = believed.opportunity_key
            and due.grain = believed.grain
            and due.period_start_on = believed.period_start_on
    inner join records on due.opportunity_key = records.opportunity_key
    left join identity_reps on believed.owner_source_key = identity_reps.source_key
),

open_deals as (
    select
        named.*,
        {{ probability_then(
            'named.own_probability', 'coalesce(stages.probability, anywhere.probability)',
            'named.is_latest_stage', 'named.last_probability'
        ) }} as probability
    from named
    left join stages on named.pipeline_key = stages.pipeline_key and named.stage_key = stages.stage_key
    left join stages as anywhere on anywhere.pipeline_key = '*' and named.stage_key = anywhere.stage_key
    -- Where the source does not list its stages, today's stage says what it means.
    where
        not coalesce(
            stages.is_closed,
            anywhere.is_closed,
            named.stage_key = named.last_stage_key and named.outcome <> 'open'
        )
),

valued as (
    select
        open_deals.*,
        coalesce(reps.team_key, 'unknown') as team_key,
        {{ in_reporting_currency('open_deals.amount', 'rates.rate') }} as amount_reporting,
        {{ fx_missing('open_deals.amount', 'rates.rate') }} as is_fx_missing
    from open_deals
    left join reps
        on
            open_deals.owner_key = reps.rep_key
            and open_deals.period_start_on between reps.valid_from and reps.valid_to
    left join rates on open_deals.rate_on = rates.day_on and open_deals.currency = rates.currency
)
{%- endmacro %}
