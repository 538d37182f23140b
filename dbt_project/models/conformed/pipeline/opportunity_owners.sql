{# Who owned each deal from when to when. #}
with history as (
    select * from {{ ref('opportunity_history') }} where field = 'owner'
),

reps as (
    select * from {{ ref('identity_reps') }}
),

final as (
    select
        history.opportunity_key,
        {{ known('reps.rep_key') }} as owner_key,
        history.valid_from,
        history.valid_to,
        history.from_on,
        history.to_on
    from history
    left join reps on history.field_value = reps.source_key
)

select * from final
