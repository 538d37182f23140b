{{ config(materialized='view') }}

{#
    The first-order chain of each month in which a deal with a path was won: how often, on the paths
    closed in the twelve months up to it, one channel followed another. A path begins at '(start)'
    and ends at '(won)' or '(lost)'; brackets keep these apart from any channel.
#}
with paths as (
    select * from {{ ref('conversion_paths') }}
),

months as (
    select distinct closing_month from paths where outcome = 'won'
),

steps as (
    select
        closing_month,
        coalesce(
            lag(channel_key) over (partition by opportunity_key order by path_position), '(start)'
        ) as from_state,
        channel_key as to_state
    from paths
    union all
    select
        closing_month,
        channel_key as from_state,
        '(' || outcome || ')' as to_state
    from paths
    where path_position = path_length
),

final as (
    select
        months.closing_month,
        steps.from_state,
        steps.to_state,
        count(*) as transitions
    from months
    inner join steps
        on
            months.closing_month >= steps.closing_month
            and steps.closing_month > {{ add_months('months.closing_month', -12) }}
    group by months.closing_month, steps.from_state, steps.to_state
)

select * from final
