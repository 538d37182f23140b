{# One row per person: keys and attributes only, nothing that identifies the person. #}
with people as (
    select * from {{ ref('people') }}
),

owners as (
    select * from {{ ref('person_owners') }}
),

all_people as (
    select
        people.person_key,
        people.account_key,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        people.channel_key,
        people.campaign_key,
        people.market_key,
        people.segment_key,
        people.industry_key,
        people.temperature,
        people.is_subscribed,
        {{ business_date('people.lead_at') }} as lead_on
    from people
    left join owners
        on people.person_key = owners.person_key and owners.valid_to = cast('9999-12-31' as timestamp)
    union all
    select
        'unknown' as person_key,
        'unknown' as account_key,
        'unknown' as owner_key,
        'unknown' as channel_key,
        'unknown' as campaign_key,
        'unknown' as market_key,
        'unknown' as segment_key,
        'unknown' as industry_key,
        cast(null as string) as temperature,
        cast(null as boolean) as is_subscribed,
        cast(null as date) as lead_on
),

final as (
    select
        *,
        case when person_key = 'unknown' then 'Unknown' else 'Person ' || person_key end as label_en,
        case when person_key = 'unknown' then 'Inconnu' else 'Personne ' || person_key end as label_fr
    from all_people
)

select * from final
