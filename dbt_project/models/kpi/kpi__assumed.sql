{#
    What a figure takes for true where no source feeds it, a row per KPI and variant: without refunds, that
    nothing was refunded. The figure keeps its status and says so.
#}
with needs as (
    select * from {{ ref('kpi__needs') }} where not is_required and not is_fed
),

definitions as (
    select * from {{ ref('kpi__definitions') }} where variant_is_kpi
),

assumed as (
    select
        kpi_id,
        variant,
        {{ string_list_agg('reason_en', '; ', 'need') }} as words_en,
        {{ string_list_agg('reason_fr', '; ', 'need') }} as words_fr
    from needs
    group by kpi_id, variant
),

-- A variant that is a KPI's id is made of that KPI's values.
final as (
    select * from assumed
    union all
    select
        definitions.kpi_id,
        assumed.kpi_id as variant,
        assumed.words_en,
        assumed.words_fr
    from assumed
    cross join definitions
    where assumed.variant = ''
)

select * from final
