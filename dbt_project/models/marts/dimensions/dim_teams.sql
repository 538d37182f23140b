{# One row per team. #}
with reps as (
    select * from {{ ref('reps') }}
),

final as (
    select team_key, max(team) as name from reps where team_key <> 'unknown' group by team_key
    union all
    select 'unknown' as team_key, 'Unknown' as name
)

select * from final
