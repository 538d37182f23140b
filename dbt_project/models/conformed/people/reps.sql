{# One row per rep and team membership. Where two overlap, the later one begins and the earlier ends. #}
with reps as (
    select * from {{ ref('int_reps__unioned') }}
),

rep_names as (
    select * from {{ ref('rep_names') }}
),

memberships as (
    select
        rep_names.rep_key,
        full_name,
        role,
        trim(team) as team,
        coalesce(active_from, cast('1900-01-01' as date)) as valid_from,
        coalesce(active_to, cast('9999-12-31' as date)) as active_to,
        source_key,
        -- A CRM knows today's team, and neither roles nor days.
        role is null and active_from is null and active_to is null as is_today_only
    from reps
    inner join rep_names on lower(trim(reps.email)) = rep_names.email
    where
        not coalesce(is_deleted, false)
        and (team is not null or role is not null)
),

judged as (
    select
        *,
        min(case when is_today_only then 1 else 0 end) over (partition by rep_key) as has_today_only
    from memberships
),

ranked as (
    select
        *,
        row_number() over (
            partition by rep_key, valid_from order by active_to desc, source_key asc
        ) as membership_rank
    from judged
    where not is_today_only or has_today_only = 1
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
