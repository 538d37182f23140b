with quarantine as (
    select * from {{ source('planning', 'quarantine') }}
),

final as (
    select
        cast('planning' as varchar) as source,
        cast(file as varchar) as file,
        cast(line as bigint) as line,
        cast(entity as varchar) as entity,
        cast(field as varchar) as field,
        cast(value as varchar) as value,
        cast(reason as varchar) as reason,
        cast(loaded_at as timestamp) as loaded_at
    from quarantine
)

select * from final
