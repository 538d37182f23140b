{#
    One row per deal and open stage of its pipeline that it entered. A stage is entered the first
    time the deal is in it, in a later open stage, or won for good: a skipped stage is passed, a loss
    passes none, and reopening undoes a win.
#}
{%- set window_days = var('windows').stage_conversion_days %}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

periods as (
    select
        *,
        is_won and is_latest as is_final_win
    from {{ ref('opportunity_stage_periods') }}
),

owners as (
    select * from {{ ref('opportunity_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

stages as (
    select
        pipeline_key,
        stage_key,
        position,
        lead(stage_key) over (partition by pipeline_key order by position, stage_key) as next_stage_key,
        lead(position) over (partition by pipeline_key order by position, stage_key) as next_position
    from {{ ref('opportunity_stages') }}
    where not is_closed
),

reached as (
    select
        periods.opportunity_key,
        periods.pipeline_key,
        stages.stage_key,
        coalesce(stages.next_stage_key, 'won') as next_stage_key,
        min(case
            when periods.is_final_win or (periods.is_open and periods.position >= stages.position)
                then periods.valid_from
        end) as entered_at,
        min(case
            when periods.is_final_win or (periods.is_open and periods.position >= stages.next_position)
                then periods.valid_from
        end) as reached_next_at
    from periods
    inner join stages on periods.pipeline_key = stages.pipeline_key
    group by
        periods.opportunity_key,
        periods.pipeline_key,
        stages.stage_key,
        coalesce(stages.next_stage_key, 'won')
),

entered as (
    select
        *,
        {{ business_date('entered_at') }} as entered_on,
        {{ add_days('entered_at', window_days) }} as window_closes_at
    from reached
    where entered_at < {{ as_of_end() }}
),

final as (
    select
        -- A deal that moved may enter stages of one name in two pipelines.
        entered.opportunity_key || ':' || entered.pipeline_key || ':' || entered.stage_key
            as stage_entry_key,
        entered.opportunity_key,
        opportunities.account_key,
        entered.pipeline_key,
        entered.stage_key,
        entered.next_stage_key,
        entered.entered_at,
        entered.entered_on,
        entered.reached_next_at,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        opportunities.channel_key,
        opportunities.campaign_key,
        opportunities.market_key,
        opportunities.segment_key,
        opportunities.industry_key,
        cast(1 as bigint) as is_entered,
        cast(case
            when entered.reached_next_at <= entered.window_closes_at then 1 else 0
        end as bigint) as is_converted_in_window,
        {{ business_date('entered.window_closes_at') }} as window_closes_on
    from entered
    inner join opportunities on entered.opportunity_key = opportunities.opportunity_key
    left join owners
        on
            entered.opportunity_key = owners.opportunity_key
            and entered.entered_at >= owners.valid_from
            and entered.entered_at < owners.valid_to
    left join reps
        on
            owners.owner_key = reps.rep_key
            and entered.entered_on between reps.valid_from and reps.valid_to
)

select * from final
