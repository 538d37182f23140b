{#
    One row per visit of an open stage that ended: from the day the deal came in to the change into
    another stage, won and lost ones too. Stages nobody named are left out: nothing says when a deal
    came into them.
#}
with opportunities as (
    select * from {{ ref('opportunities') }}
),

stage_periods as (
    select * from {{ ref('opportunity_stage_periods') }}
),

owners as (
    select * from {{ ref('opportunity_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

preceded as (
    select
        *,
        lag(stage_key) over (partition by opportunity_key order by valid_from) as previous_stage_key
    from stage_periods
),

-- A stage written twice in a row is one visit.
begun as (
    select
        opportunity_key,
        pipeline_key,
        stage_key,
        is_open,
        valid_from as entered_at,
        lead(valid_from) over (partition by opportunity_key order by valid_from) as left_at
    from preceded
    where previous_stage_key is distinct from stage_key
),

ended as (
    select
        *,
        {{ business_date('left_at') }} as left_on
    from begun
    where is_open and stage_key <> 'unknown' and left_at < {{ as_of_end() }}
),

final as (
    select
        ended.opportunity_key || ':' || ended.stage_key || ':' || cast(ended.entered_at as string)
            as stage_exit_key,
        ended.opportunity_key,
        opportunities.account_key,
        ended.pipeline_key,
        ended.stage_key,
        ended.entered_at,
        ended.left_at,
        ended.left_on,
        {{ days_between('ended.entered_at', 'ended.left_at') }} as days_in_stage,
        cast(1 as bigint) as is_exit,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        opportunities.channel_key,
        opportunities.campaign_key,
        opportunities.market_key,
        opportunities.segment_key,
        opportunities.industry_key
    from ended
    inner join opportunities on ended.opportunity_key = opportunities.opportunity_key
    left join owners
        on
            ended.opportunity_key = owners.opportunity_key
            and ended.left_at >= owners.valid_from
            and ended.left_at < owners.valid_to
    left join reps
        on
            owners.owner_key = reps.rep_key
            and ended.left_on between reps.valid_from and reps.valid_to
)

select * from final
