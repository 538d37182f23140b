{#
    What a KPI needs and does not have, a row per KPI, variant and reason: a part of a source that the
    account refuses, or something that no source feeds. Of the second kind the figure is from nothing.
#}
with inputs as (
    select * from {{ ref('kpi__inputs') }}
),

unavailable as (
    select * from {{ ref('kpi__unavailable') }}
),

needs as (
    select * from {{ ref('kpi__needs') }}
),

-- The base entities that each KPI, or a variant of it alone, is made of.
made_of as (
    select
        kpi_id,
        variant,
        ', ' || replace({{ dbt.split_part('table_name', "'.int_'", 2) }}, '__unioned', '') || ',' as entity
    from inputs
    where table_name like '%.int!_%!_!_unioned' escape '!'
),

-- A table that many entities are read from, such as all associations, lacks rows for some of them only.
refused as (
    select
        made_of.kpi_id,
        made_of.variant,
        unavailable.source || '.' || unavailable.part as check_id,
        min(inputs.table_name) as table_name,
        min(
            unavailable.source || ' ' || unavailable.part || ' is refused since '
            || cast(unavailable.since_on as string) || ' (' || cast(unavailable.status as string) || '): '
            || unavailable.reason || ' Needed: ' || unavailable.needs
        ) as reason_en,
        min(
            unavailable.source || ' ' || unavailable.part || ' refusé depuis le '
            || cast(unavailable.since_on as string) || ' (' || cast(unavailable.status as string) || ') : '
            || unavailable.reason
        ) as reason_fr
    from inputs
    inner join unavailable on inputs.table_name = unavailable.table_name
    inner join made_of
        on inputs.kpi_id = made_of.kpi_id and (inputs.variant = '*' or inputs.variant = made_of.variant)
    where ', ' || unavailable.entities || ',' like '%' || made_of.entity || '%'
    group by made_of.kpi_id, made_of.variant, unavailable.source, unavailable.part
),

final as (
    select
        kpi_id,
        variant,
        check_id,
        table_name,
        reason_en,
        reason_fr,
        false as is_from_nothing
    from refused
    union all
    select
        kpi_id,
        variant,
        'needs.' || need as check_id,
        cast(null as string) as table_name,
        reason_en,
        reason_fr,
        true as is_from_nothing
    from needs
    where is_required and not is_fed
)

select * from final
