{# Which rep each owner, user or agent id is: the local part of the work e-mail address names the rep. #}
with reps as (
    select * from {{ ref('int_reps__unioned') }}
),

final as (
    select source_key, min({{ dbt.split_part('lower(trim(email))', "'@'", 1) }}) as rep_key
    from reps
    where email like '%_@_%'
    group by source_key
)

select * from final
