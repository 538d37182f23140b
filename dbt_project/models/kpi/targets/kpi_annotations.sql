{# What people wrote beside a figure: a row per comment on a KPI and period. #}
{{ config(materialized='view') }}
with annotations as (
    select * from {{ ref('int_annotations__unioned') }} where not is_deleted
),

reps as (
    select owner_key, name from {{ ref('dim_reps') }}
),

named as (
    select
        source_key as annotation_key,
        lower(trim(kpi_id)) as kpi_id,
        lower(trim(grain)) as grain,
        period_start_on as period_start,
        text_en,
        text_fr,
        {{ work_name('author') }} as author
    from annotations
),

final as (
    select
        named.annotation_key,
        named.kpi_id,
        named.grain,
        named.period_start,
        named.text_en,
        named.text_fr,
        coalesce(reps.name, named.author) as author
    from named
    left join reps on named.author = reps.owner_key
)

select * from final
