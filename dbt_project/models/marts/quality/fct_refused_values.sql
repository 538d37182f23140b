{# How much was refused of each source, without the values: what figures are made without. #}
with quarantine as (
    select * from {{ ref('quarantine') }}
),

final as (
    select
        source,
        entity,
        coalesce(field, '') as field,
        reason,
        count(*) as refused,
        min(first_seen_at) as since
    from quarantine
    group by source, entity, coalesce(field, ''), reason
)

select * from final
