{#
    One row per closed deal and open stage that it was in: the probability that it left the stage with,
    against its outcome. Of a stage that it was in several times, the last. A revision is a probability
    changed while the deal stays in its stage.
#}
{%- set rules = var('integrity') %}
with opportunities as (
    select * from {{ ref('fct_opportunities') }} where is_closed = 1
),

stage_periods as (
    select * from {{ ref('opportunity_stage_periods') }} where is_open
),

probabilities as (
    select
        opportunity_key,
        {{ safe_cast_to('field_value', 'double') }} as probability,
        valid_from,
        valid_to
    from {{ ref('opportunity_history') }}
    where field = 'probability'
),

beliefs as (
    select
        opportunity_key,
        known_from,
        {{ safe_cast_to('field_value', 'double') }} as probability,
        lag({{ safe_cast_to('field_value', 'double') }}) over (
            partition by opportunity_key order by known_from
        ) as earlier_probability
    from {{ ref('opportunity_beliefs') }}
    where field = 'probability'
),

known_stages as (
    select opportunity_key, known_from
    from {{ ref('opportunity_beliefs') }}
    where field = 'stage'
),

open_stages as (
    select
        pipeline_key,
        stage_key,
        position,
        row_number() over (partition by pipeline_key order by position desc, stage_key desc) as place_from_end
    from {{ ref('opportunity_stages') }}
    where not is_closed
),

days as (
    select * from {{ ref('calendar_days') }}
),

stays as (
    select
        stage_periods.opportunity_key,
        stage_periods.pipeline_key,
        stage_periods.stage_key,
        max(stage_periods.stage_probability) as stage_probability,
        min(stage_periods.valid_from) as entered_at,
        max(least(stage_periods.valid_to, opportunities.closed_at)) as left_at
    from stage_periods
    inner join opportunities on stage_periods.opportunity_key = opportunities.opportunity_key
    where stage_periods.valid_from < opportunities.closed_at
    group by stage_periods.opportunity_key, stage_periods.pipeline_key, stage_periods.stage_key
),

forecasts as (
    select
        stays.*,
        coalesce(probabilities.probability, stays.stage_probability) as probability
    from stays
    left join probabilities
        on
            stays.opportunity_key = probabilities.opportunity_key
            and stays.left_at > probabilities.valid_from
            and stays.left_at <= probabilities.valid_to
),

-- What is usually said of a stage: that is nobody's own forecast. A half of all would have to agree on more.
usual as (
    select pipeline_key, stage_key, {{ percentile('probability', 0.5) }} as usual_probability
    from forecasts
    group by pipeline_key, stage_key
),

-- Raised in the last days of a quarter, by no change of stage.
revisions as (
    select beliefs.opportunity_key, beliefs.known_from, beliefs.probability
    from beliefs
    inner join days on {{ business_date('beliefs.known_from') }} = days.day_on
    left join known_stages
        on
            beliefs.opportunity_key = known_stages.opportunity_key
            and beliefs.known_from = known_stages.known_from
    where
        known_stages.opportunity_key is null
        and beliefs.probability > beliefs.earlier_probability
        and {{ whole_days_between('days.day_on', add_months('days.quarter_start_on', 3)) }}
        <= {{ rules.period_last_days }}
),

raised as (
    select
        stays.opportunity_key,
        stays.pipeline_key,
        stays.stage_key,
        max(revisions.known_from) as raised_at
    from stays
    inner join revisions
        on
            stays.opportunity_key = revisions.opportunity_key
            and stays.entered_at < revisions.known_from
            and stays.left_at > revisions.known_from
    group by stays.opportunity_key, stays.pipeline_key, stays.stage_key
),

-- The first of its last two stages that a deal was in: one forecast per deal, whatever its outcome.
ranked as (
    select
        forecasts.*,
        open_stages.position,
        case
            when open_stages.place_from_end <= 2
                then row_number() over (
                    partition by
                        forecasts.opportunity_key,
                        case when open_stages.place_from_end <= 2 then 1 else 0 end
                    order by open_stages.position, forecasts.stage_key
                )
        end as late_rank
    from forecasts
    left join open_stages
        on
            forecasts.pipeline_key = open_stages.pipeline_key
            and forecasts.stage_key = open_stages.stage_key
    where forecasts.probability is not null
),

final as (
    select
        ranked.opportunity_key || ':' || ranked.pipeline_key || ':' || ranked.stage_key as forecast_key,
        ranked.opportunity_key,
        ranked.stage_key,
        ranked.pipeline_key,
        opportunities.owner_key,
        opportunities.team_key,
        opportunities.closed_at,
        opportunities.closed_on,
        ranked.entered_at,
        ranked.left_at,
        cast(ranked.probability as {{ type_double() }}) as probability,
        cast(usual.usual_probability as {{ type_double() }}) as usual_probability,
        opportunities.is_won,
        opportunities.amount_reporting,
        raised.raised_at,
        cast(1 as bigint) as is_forecast,
        -- Exact: a sum of doubles depends on the order in which the rows come.
        cast(round(ranked.probability, 6) - opportunities.is_won as decimal(9, 6)) as bias,
        cast(
            case when opportunities.is_won = 0 then round(ranked.probability, 6) else 0 end as decimal(9, 6)
        ) as over_forecast,
        cast(
            case when opportunities.is_won = 1 then 1 - round(ranked.probability, 6) else 0 end
            as decimal(9, 6)
        ) as under_forecast,
        {{ flag('raised.raised_at is not null') }} as is_raised_late,
        {{ flag('ranked.late_rank = 1') }} as is_decisive
    from ranked
    inner join usual
        on ranked.pipeline_key = usual.pipeline_key and ranked.stage_key = usual.stage_key
    inner join opportunities on ranked.opportunity_key = opportunities.opportunity_key
    left join raised
        on
            ranked.opportunity_key = raised.opportunity_key
            and ranked.pipeline_key = raised.pipeline_key
            and ranked.stage_key = raised.stage_key
)

select * from final
