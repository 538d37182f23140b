{#
    What each stage of each pipeline means. Under the pipeline '*': stages that mean the same in every
    pipeline that lists them, for deals whose pipeline of the time nobody wrote down.
#}
with stages as (
    select * from {{ ref('opportunity_stages') }}
),

anywhere as (
    select
        stage_key,
        cast(null as bigint) as position,
        case when min(probability) = max(probability) then min(probability) end as probability,
        max(case when is_closed then 1 else 0 end) = 1 as is_closed,
        max(case when is_won then 1 else 0 end) = 1 as is_won
    from stages
    group by stage_key
    having
        min(case when is_closed then 1 else 0 end) = max(case when is_closed then 1 else 0 end)
        and min(case when is_won then 1 else 0 end) = max(case when is_won then 1 else 0 end)
),

final as (
    select pipeline_key, stage_key, position, probability, is_closed, is_won from stages
    union all
    select '*' as pipeline_key, stage_key, position, probability, is_closed, is_won from anywhere
)

select * from final
