with property_history as (

    select * from {{ ref('stg_hubspot__deal_property_history') }}

),

-- A stage belongs to one pipeline; should two share a name, it closes if either does.
stages as (

    select
        stage_id,
        max(case when is_closed then 1 else 0 end) = 1 as is_closed
    from {{ ref('stg_hubspot__pipeline_stages') }}
    where object_type = 'deals'
    group by stage_id

),

close_dates as (

    select
        deal_id,
        value,
        {{ safe_cast_to("replace(value, 'Z', '')", 'timestamp') }} as close_at,
        changed_at,
        recorded_at,
        loaded_at
    from property_history
    where property = 'closedate'

),

stage_versions as (

    select
        property_history.deal_id,
        property_history.changed_at,
        property_history.recorded_at,
        coalesce(stages.is_closed, false) as is_closed
    from property_history
    left join stages on property_history.value = stages.stage_id
    where property_history.property = 'dealstage'

),

-- The vendor keeps the expected and the real day in one property: what it meant is said by the stage
-- that the deal was known to be in when it was written.
judged as (

    select
        close_dates.*,
        coalesce(stage_versions.is_closed, false) as is_closing,
        row_number() over (
            partition by
                close_dates.deal_id, close_dates.changed_at, close_dates.recorded_at, close_dates.value
            order by stage_versions.recorded_at desc, stage_versions.changed_at desc
        ) as stage_rank
    from close_dates
    left join stage_versions
        on
            close_dates.deal_id = stage_versions.deal_id
            and close_dates.recorded_at >= stage_versions.recorded_at

),

final as (

    select
        deal_id,
        value,
        close_at,
        changed_at,
        recorded_at,
        is_closing,
        loaded_at
    from judged
    where stage_rank = 1

)

select * from final
