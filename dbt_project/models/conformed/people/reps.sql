{# One row per rep and team membership. Where two overlap, the later one begins and the earlier ends. #}
with reps as (
    select * from {{ ref('int_reps__unioned') }}
),

memberships as (
    select
        {{ dbt.split_part('lower(trim(email))', "'@'", 1) }} as rep_key,
        full_name,
        role,
        trim(team) as team,
        coalesce(active_from, cast('1900-01-01' as date)) as valid_from,
        coalesce(active_to, cast('9999-12-31' as date)) as active_to,
        source_key
    from reps
    where
        not coalesce(is_deleted, false)
        and email like '%_@_%'
        and (team is not null or role is not null)
),

ranked as (
    select
        *,
        row_number() over (
            partition by rep_key, valid_from order by active_to desc, source_key asc
        ) as membership_rank
    from memberships
),

followed as (
    select
        *,
        lead(valid_from) over (partition by rep_key order by valid_from) as next_valid_from
    from ranked
    where membership_rank = 1
),

final as (
    select
        rep_key,
        full_name,
        role,
        team,
        {{ known(slug('team')) }} as team_key,
        valid_from,
        case
            when next_valid_from <= active_to then {{ add_days_to_date('next_valid_from', -1) }}
            else active_to
        end as valid_to
    from followed
)

select * from final
