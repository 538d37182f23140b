{#
    What each rep is called: the part of the work e-mail address before the @, with the domain behind it
    where people of several domains share it. Who a rep is, the whole address says.
#}
with addresses as (
    select lower(trim(email)) as email from {{ ref('int_reps__unioned') }} where email like '%_@_%'
    union distinct
    select lower(trim(rep_email)) as email from {{ ref('int_quotas__unioned') }} where rep_email like '%_@_%'
),

parts as (
    select
        email,
        {{ dbt.split_part('email', "'@'", 1) }} as name,
        {{ dbt.split_part('email', "'@'", 2) }} as domain
    from addresses
),

shared as (
    select name, count(*) as reps from parts group by name
),

final as (
    select
        parts.email,
        case
            when shared.reps = 1 then parts.name
            else parts.name || ' (' || parts.domain || ')'
        end as rep_key
    from parts
    inner join shared on parts.name = shared.name
)

select * from final
