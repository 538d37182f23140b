{# One row per team. #}
with reps as (
    select * from {{ ref('reps') }}
),

teams as (
    select team_key, max(team) as name from reps where team_key <> 'unknown' group by team_key
    union all
    select 'unknown' as team_key, 'Unknown' as name
),

final as (
    select
        team_key,
        name,
        {{ unambiguous('name', 'null', 'team_key') }} as label_en,
        case
            when team_key = 'unknown' then {{ text(word_labels()['unknown'][1]) }}
            else {{ unambiguous('name', 'null', 'team_key') }}
        end as label_fr
    from teams
)

select * from final
