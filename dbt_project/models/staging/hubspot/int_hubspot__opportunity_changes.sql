{% set same_save_seconds = 60 %}

with property_history as (

    select * from {{ ref('stg_hubspot__deal_property_history') }}

),

opportunities as (

    select * from {{ ref('int_hubspot__opportunities') }}

),

close_dates as (

    select * from {{ ref('int_hubspot__close_dates') }}

),

-- A portal that keeps the expected day in a property of its own says so in the profile.
own_expected_dates as (

    select count(*) as versions
    from property_history
    where property = 'mapped_expected_close_on'

),

written as (

    select
        deal_id,
        property,
        case property
            when 'dealstage' then 'stage'
            when 'pipeline' then 'pipeline'
            when 'amount' then 'amount'
            when 'hs_deal_stage_probability' then 'probability'
            when 'mapped_expected_close_on' then 'expected_close_on'
            when 'hubspot_owner_id' then 'owner'
        end as field,
        case when property = 'hubspot_owner_id' then 'hubspot:' || value else value end as new_value,
        changed_at,
        recorded_at,
        value,
        loaded_at
    from property_history

    union all

    select
        close_dates.deal_id,
        'closedate' as property,
        case
            when close_dates.is_closing then 'closed_at'
            when own_expected_dates.versions = 0 then 'expected_close_on'
        end as field,
        case
            when close_dates.is_closing then close_dates.value
            else cast({{ business_date('close_dates.close_at') }} as string)
        end as new_value,
        close_dates.changed_at,
        close_dates.recorded_at,
        close_dates.value,
        close_dates.loaded_at
    from close_dates
    cross join own_expected_dates

),

-- What is saved with a deal is true of it since its creation, which a user may date back: but for its end,
-- and a probability of 0 or 1, which is that of its end.
named as (

    select
        written.deal_id,
        opportunities.source_key as opportunity_source_key,
        opportunities.is_deleted,
        written.field,
        written.new_value,
        case
            when
                written.changed_at
                <= {{ add_seconds('opportunities.recorded_created_at', same_save_seconds) }}
                and opportunities.created_at < written.changed_at
                and not (
                    written.field = 'stage'
                    and written.new_value = opportunities.stage
                    and opportunities.outcome <> 'open'
                )
                and not (
                    written.field = 'probability'
                    and coalesce({{ safe_cast_to('written.value', 'double') }}, 0) in (0, 1)
                )
                then opportunities.created_at
            else written.changed_at
        end as changed_at,
        written.recorded_at,
        written.property || ':' || cast(written.changed_at as string) || ':' || coalesce(written.value, '')
            as version,
        written.loaded_at
    from written
    inner join opportunities on written.deal_id = opportunities.source_id
    where written.field is not null

),

changes as (

    select
        *,
        lag(new_value) over (
            partition by deal_id, field
            order by changed_at, recorded_at, version
        ) as old_value
    from named

),

final as (

    select
        cast('hubspot' as string) as source,
        cast(changes.deal_id || ':' || changes.version as string) as source_id,
        cast('hubspot:' || changes.deal_id || ':' || changes.version as string) as source_key,
        cast(changes.loaded_at as timestamp) as loaded_at,
        changes.is_deleted,
        changes.opportunity_source_key,
        cast(changes.field as string) as field,
        cast(changes.old_value as string) as old_value,
        cast(changes.new_value as string) as new_value,
        cast(changes.changed_at as timestamp) as changed_at,
        cast(changes.recorded_at as timestamp) as recorded_at
    from changes

)

select * from final
