{# The persons of each deal, each once. #}
with links as (
    select * from {{ ref('int_opportunity_people__unioned') }} where not coalesce(is_deleted, false)
),

opportunity_identity as (
    select * from {{ ref('identity_opportunities') }}
),

person_identity as (
    select * from {{ ref('identity_people') }}
),

final as (
    select
        opportunity_identity.opportunity_key,
        person_identity.person_key,
        {{ first_known('links.role', 'links.source_key') }} as role,
        min(links.since_at) as since_at
    from links
    inner join opportunity_identity on links.opportunity_source_key = opportunity_identity.source_key
    inner join person_identity on links.person_source_key = person_identity.source_key
    group by opportunity_identity.opportunity_key, person_identity.person_key
)

select * from final
