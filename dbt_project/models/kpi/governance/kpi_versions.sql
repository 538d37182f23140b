{#
    Every version that a definition has had: from the change logs, with the formula in words as it was
    released. One that nothing defines any more is there, too.
#}
with logged as (
    {{ logged_version_rows() }}
),

released as (
    select * from {{ ref('kpi__released') }}
),

catalog as (
    select kpi_id, version, formula_en, formula_fr from {{ ref('kpi_catalog') }}
),

named as (
    select kpi_id, version from logged
    union all
    select kpi_id, version from released
),

keys as (
    select kpi_id, version
    from named
    group by kpi_id, version
),

dated as (
    select
        keys.kpi_id,
        keys.version,
        cast(coalesce(logged.since, released.since) as date) as valid_from,
        logged.change_en,
        coalesce(catalog.version = keys.version, false) as is_current,
        coalesce(case when catalog.version = keys.version then catalog.formula_en end, released.formula_en)
            as formula_en,
        coalesce(case when catalog.version = keys.version then catalog.formula_fr end, released.formula_fr)
            as formula_fr,
        released.formula_hash
    from keys
    left join logged on keys.kpi_id = logged.kpi_id and keys.version = logged.version
    left join released on keys.kpi_id = released.kpi_id and keys.version = released.version
    left join catalog on keys.kpi_id = catalog.kpi_id
),

followed as (
    select
        dated.*,
        lead(dated.valid_from) over (partition by dated.kpi_id order by dated.version) as next_from
    from dated
),

final as (
    select
        kpi_id,
        version,
        valid_from,
        case
            when next_from > valid_from then {{ add_days_to_date('next_from', -1) }}
            else next_from
        end as valid_until,
        is_current,
        change_en,
        formula_en,
        formula_fr,
        formula_hash
    from followed
)

select * from final
