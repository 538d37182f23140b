{# Which rep each owner, user or agent id is: the one of its work e-mail address. #}
with reps as (
    select * from {{ ref('int_reps__unioned') }}
),

rep_names as (
    select * from {{ ref('rep_names') }}
),

final as (
    select reps.source_key, min(rep_names.rep_key) as rep_key
    from reps
    inner join rep_names on lower(trim(reps.email)) = rep_names.email
    group by reps.source_key
)

select * from final
