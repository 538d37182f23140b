with property_history as (

    select * from {{ ref('stg_hubspot__deal_property_history') }}

),

opportunities as (

    select * from {{ ref('int_hubspot__opportunities') }}

),

named as (

    select
        deal_id,
        case
            when property = 'dealstage' then 'stage'
            when property = 'amount' then 'amount'
            when property = 'hs_deal_stage_probability' then 'probability'
            when property = 'mapped_expected_close_on' then 'expected_close_on'
            when property = 'hubspot_owner_id' then 'owner'
            -- Calculated versions are forecasts of an open deal.
            when property = 'closedate' and source_type <> 'CALCULATED' then 'closed_at'
        end as field,
        case when property = 'hubspot_owner_id' then 'hubspot:' || value else value end as new_value,
        changed_at,
        recorded_at,
        property || ':' || cast(changed_at as string) || ':' || coalesce(value, '') as version,
        loaded_at
    from property_history

),

changes as (

    select
        *,
        lag(new_value) over (
            partition by deal_id, field
            order by changed_at, recorded_at, version
        ) as old_value
    from named
    where field is not null

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(changes.deal_id || ':' || changes.version as string) as source_id,
        cast('hubspot:' || changes.deal_id || ':' || changes.version as string) as source_key,
        cast(changes.loaded_at as timestamp) as loaded_at,
        opportunities.is_deleted,
        opportunities.source_key as opportunity_source_key,
        cast(changes.field as string) as field,
        cast(changes.old_value as string) as old_value,
        cast(changes.new_value as string) as new_value,
        cast(changes.changed_at as timestamp) as changed_at,
        cast(changes.recorded_at as timestamp) as recorded_at
    from changes
    inner join opportunities on changes.deal_id = opportunities.source_id

)

select * from final
