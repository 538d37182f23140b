{# One row per rep, by work name, with the role and team of as_of (or the last held before it). #}
with identity as (
    select distinct rep_key from {{ ref('identity_reps') }}
),

quota_owners as (
    select distinct owner_key as rep_key from {{ ref('quotas') }}
),

names as (
    select
        rep_names.rep_key,
        min(reps.full_name) as name
    from {{ ref('int_reps__unioned') }} as reps
    inner join {{ ref('rep_names') }} as rep_names on lower(trim(reps.email)) = rep_names.email
    group by rep_names.rep_key
),

memberships as (
    select
        rep_key,
        role,
        team_key,
        row_number() over (partition by rep_key order by valid_from desc) as membership_rank
    from {{ ref('reps') }}
    where valid_from <= {{ as_of() }}
),

reps as (
    select rep_key from identity
    union distinct
    select rep_key from quota_owners
),

final as (
    select
        reps.rep_key as owner_key,
        coalesce(names.name, reps.rep_key) as name,
        coalesce(memberships.role, 'unknown') as role,
        coalesce(memberships.team_key, 'unknown') as team_key
    from reps
    left join names on reps.rep_key = names.rep_key
    left join memberships on reps.rep_key = memberships.rep_key and memberships.membership_rank = 1
    union all
    select
        'unknown' as owner_key,
        'Unknown' as name,
        'unknown' as role,
        'unknown' as team_key
)

select * from final
