{#
    What each field of each deal was, from when to when, by the time things happened. Fields: stage,
    pipeline, amount, probability, expected_close_on, owner. Days: the value in force at the end of `from_on`
    up to the day before `to_on`.
#}
with opportunities as (
    select *, created_at as begins_at from {{ ref('opportunities') }}
),

records as (
    select * from {{ ref('int_opportunities__unioned') }}
),

changes as (
    select * from {{ ref('int_opportunity_changes__unioned') }} where not coalesce(is_deleted, false)
),

{{ field_periods('changed_at', 'recorded_at') }},

final as (
    select
        opportunity_key,
        field,
        field_value,
        valid_from,
        valid_to,
        {{ business_date('valid_from') }} as from_on,
        {{ business_date('valid_to') }} as to_on
    from field_periods
)

select * from final
