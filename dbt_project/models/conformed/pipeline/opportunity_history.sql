{#
    What each field of each deal was, from when to when, by the time things happened. Fields: stage,
    pipeline, amount, probability, expected_close_on, owner. Days: the value in force at the end of `from_on`
    up to the day before `to_on`.
    A closing that was entered on a later day than it is dated, or corrected into an earlier one, ended the
    deal's stages on the day that it is dated.
#}
with opportunities as (
    select *, created_at as begins_at from {{ ref('opportunities') }}
),

records as (
    select * from {{ ref('int_opportunities__unioned') }}
),

saved_changes as (
    select * from {{ ref('int_opportunity_changes__unioned') }} where not coalesce(is_deleted, false)
),

dated_changes as (
    select
        saved_changes.*,
        opportunities.closed_at,
        max(saved_changes.changed_at) over (
            partition by saved_changes.opportunity_source_key, saved_changes.field
        ) as last_changed_at
    from saved_changes
    inner join opportunities on saved_changes.opportunity_source_key = opportunities.opportunity_key
),

changes as (
    select
        source_key,
        opportunity_source_key,
        field,
        old_value,
        new_value,
        case
            when
                field = 'stage'
                and {{ business_date('closed_at') }} < {{ business_date('last_changed_at') }}
                then least(changed_at, closed_at)
            else changed_at
        end as changed_at,
        recorded_at
    from dated_changes
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
