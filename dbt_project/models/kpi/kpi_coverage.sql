{#
    What each KPI is made of and who fills it: a row per KPI, variant, need, entity, field and source.
    A need that a rule of the profile feeds has no source.
#}
with needs as (
    select * from {{ ref('kpi__needs') }}
),

filled as (
    select * from {{ ref('kpi__filled') }}
),

final as (
    select
        needs.kpi_id,
        needs.variant,
        needs.need,
        coalesce(filled.entity, 'profile') as entity,
        coalesce(filled.field, '') as field,
        coalesce(filled.source, '') as source,
        coalesce(filled.row_count, 0) as row_count,
        coalesce(filled.filled_count, 0) as filled_count,
        cast(filled.filled_count as {{ type_double() }})
        / nullif(cast(filled.row_count as {{ type_double() }}), 0) as filled_share,
        filled.since_on,
        needs.is_required,
        needs.is_fed,
        case when not needs.is_fed then needs.reason_en end as reason_en,
        case when not needs.is_fed then needs.reason_fr end as reason_fr
    from needs
    left join filled on needs.need = filled.need
)

select * from final
