{# What a figure says of itself beside its colour: by what pipeline coverage divides. #}
with revenue_asked as (
    select * from {{ ref('kpi_revenue_asked') }} where asked_by is not null
),

variants as (
    select '' as variant, false as is_of_the_running
    union all
    select 'remaining' as variant, true as is_of_the_running
),

final as (
    select
        'pipeline_coverage' as kpi_id,
        variants.variant,
        revenue_asked.grain,
        revenue_asked.period_start_on as period_start,
        revenue_asked.slice as dimension,
        revenue_asked.member as dimension_value,
        case revenue_asked.asked_by
            when 'target' then 'divided by the revenue target' else 'divided by the quotas'
        end as words_en,
        case revenue_asked.asked_by
            when 'target' then {{ text("divisé par l'objectif de CA") }} else 'divisé par les quotas'
        end as words_fr
    from revenue_asked
    cross join variants
    where revenue_asked.is_running or not variants.is_of_the_running
)

select * from final
