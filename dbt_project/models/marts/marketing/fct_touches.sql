{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='touch_key',
        on_schema_change='append_new_columns',
        post_hook="{{ delete_vanished(
            ref('touches'), 'touch_key', 'touch_key', 'kept.occurred_at < ' ~ as_of_end()
        ) }}"
    )
}}

{# One row per marketing touch, with the owner and team of the person at that instant. #}
with touches as (
    select * from {{ ref('touches') }} where occurred_at < {{ as_of_end() }}
),

owners as (
    select * from {{ ref('person_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

dated as (
    select
        touches.*,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        {{ business_date('touches.occurred_at') }} as occurred_on
    from touches
    left join owners
        on
            touches.person_key = owners.person_key
            and touches.occurred_at >= owners.valid_from
            and touches.occurred_at < owners.valid_to
),

measured as (
    select
        dated.touch_key,
        dated.person_key,
        dated.account_key,
        dated.anonymous_id,
        dated.content,
        dated.occurred_at,
        dated.occurred_on,
        dated.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        dated.channel_key,
        dated.campaign_key,
        dated.market_key,
        dated.segment_key,
        dated.industry_key,
        cast(1 as bigint) as is_touch
    from dated
    left join reps
        on
            dated.owner_key = reps.rep_key
            and dated.occurred_on between reps.valid_from and reps.valid_to
),

final as (
    {{ changed_rows('measured', 'touch_key') }}
)

select * from final
