{#
    Where each KPI is used: on which scorecards, in which targets, by which exposures, as a guardrail of
    which KPIs. A KPI that nobody uses has one row that says so: for the yearly review.
#}
with catalog as (
    select kpi_id, label_en, review_date, guardrails from {{ ref('kpi_catalog') }}
),

scorecards as (
    select kpi_id, scorecard, min(label_en) as label_en
    from {{ ref('scorecards') }}
    group by kpi_id, scorecard
),

exposures as (
    {{ exposure_rows() }}
),

targets as (
    select
        kpi_id,
        dimension || case when dimension = 'total' then '' else '=' || dimension_value end
        || ' ' || cast(start_on as string) as place,
        owner
    from {{ ref('kpi_targets') }}
),

used as (
    select kpi_id, 'scorecard' as used_as, scorecard as place, label_en as place_label from scorecards
    union all
    select kpi_id, 'exposure' as used_as, exposure as place, label_en as place_label from exposures
    union all
    select kpi_id, 'target' as used_as, place, owner as place_label from targets
    union all
    select
        guardrail.kpi_id,
        'guardrail' as used_as,
        catalog.kpi_id as place,
        catalog.label_en as place_label
    from catalog
    inner join catalog as guardrail
        on ', ' || catalog.guardrails || ',' like '%, ' || guardrail.kpi_id || ',%'
),

final as (
    select
        catalog.kpi_id,
        coalesce(used.used_as, 'nowhere') as used_as,
        coalesce(used.place, '') as place,
        used.place_label,
        catalog.review_date,
        {{ whole_days_between(as_of(), 'catalog.review_date') }} as days_to_review,
        catalog.review_date < {{ review_horizon() }} as is_review_due
    from catalog
    left join used on catalog.kpi_id = used.kpi_id
)

select * from final
