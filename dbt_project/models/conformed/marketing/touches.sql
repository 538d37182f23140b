{{ config(materialized='view') }}

{# One row per marketing touch, with the person and account it belongs to. #}
with touches as (
    select * from {{ ref('int_touches__unioned') }} where not coalesce(is_deleted, false)
),

person_identity as (
    select * from {{ ref('identity_people') }}
),

people as (
    select * from {{ ref('people') }}
),

final as (
    select
        touches.source_key as touch_key,
        {{ known('people.person_key') }} as person_key,
        coalesce(people.account_key, 'unknown') as account_key,
        -- A visitor's cookie is personal: one visitor stays one, and nobody reads which.
        {{ dbt.hash('touches.anonymous_id') }} as anonymous_id,
        -- What follows the path of a page may name its visitor.
        nullif({{ replace_pattern('touches.content', '[?#].*$', '') }}, '') as content,
        touches.occurred_at,
        {{ channel_key('touches.channel') }} as channel_key,
        {{ campaign_key('touches.campaign') }} as campaign_key,
        coalesce(people.market_key, 'unknown') as market_key,
        coalesce(people.segment_key, 'unknown') as segment_key,
        coalesce(people.industry_key, 'unknown') as industry_key
    from touches
    left join person_identity on touches.person_source_key = person_identity.source_key
    left join people on person_identity.person_key = people.person_key
)

select * from final
