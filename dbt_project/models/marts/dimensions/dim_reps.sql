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

-- A membership without days is of a source that knows none: nobody knows when the rep began.
service as (
    select
        rep_key,
        nullif(min(valid_from), cast('1900-01-01' as date)) as active_from,
        nullif(max(valid_to), cast('9999-12-31' as date)) as active_until
    from {{ ref('reps') }}
    group by rep_key
),

all_reps as (
    select
        reps.rep_key as owner_key,
        coalesce(names.name, reps.rep_key) as name,
        coalesce(memberships.role, 'unknown') as role,
        coalesce(memberships.team_key, 'unknown') as team_key,
        service.active_from,
        service.active_until
    from reps
    left join names on reps.rep_key = names.rep_key
    left join memberships on reps.rep_key = memberships.rep_key and memberships.membership_rank = 1
    left join service on reps.rep_key = service.rep_key
    union all
    select
        'unknown' as owner_key,
        'Unknown' as name,
        'unknown' as role,
        'unknown' as team_key,
        cast(null as date) as active_from,
        cast(null as date) as active_until
),

labelled as (
    select
        *,
        case when owner_key = 'unknown' then {{ text(word_labels()['unknown'][1]) }} else name end as name_fr,
        case when team_key <> 'unknown' then {{ spelled_out('team_key') }} end as team_hint
    from all_reps
),

final as (
    select
        owner_key,
        name,
        role,
        team_key,
        {{ unambiguous('name', 'team_hint', 'owner_key') }} as label_en,
        {{ unambiguous('name_fr', 'team_hint', 'owner_key') }} as label_fr,
        active_from,
        active_until,
        coalesce(active_from <= {{ as_of() }}, true)
        and coalesce(active_until >= {{ as_of() }}, true) as is_active
    from labelled
)

select * from final
