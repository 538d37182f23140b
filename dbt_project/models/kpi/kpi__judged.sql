{#
    The figures that are judged or have something to be held against: those with a target, fixed
    thresholds, notes or an outside benchmark. They are few beside all figures, and made again at each
    run, so that a changed target or check shows in every period without computing any again.
#}
{%- set tolerance = var('targets')['tolerance'] %}
with compared as (
    select * from {{ ref('kpi__compared') }}
),

period_targets as (
    select *, '' as variant from {{ ref('kpi__period_targets') }}
),

notes as (
    select * from {{ ref('kpi__notes') }} where kpi_id is not null
),

catalog as (
    select kpi_id, unit, direction, additivity, target_days, threshold_green, threshold_orange
    from {{ ref('kpi_catalog') }}
),

unknown_costs as (
    select * from {{ ref('kpi__unknown_costs') }} where variant = ''
),

variant_kpis as (
    select distinct kpi_id from {{ ref('kpi__definitions') }} where variant_is_kpi
),

benchmarks as (
    select
        lower(trim(kpi_id)) as kpi_id,
        -- An outside benchmark is that of the overall figure.
        '' as variant,
        'total' as dimension,
        value as benchmark_value,
        as_of_on,
        coalesce(
            lead(as_of_on) over (partition by lower(trim(kpi_id)) order by as_of_on, source_key),
            cast('9999-12-31' as date)
        ) as until_on
    from {{ ref('int_benchmarks__unioned') }}
    where not is_deleted
),

held_against as (
    select kpi_id from period_targets
    union distinct
    select kpi_id from benchmarks
    union distinct
    select kpi_id from notes
    union distinct
    select kpi_id from catalog where threshold_green is not null
),

-- Variants have no target and no thresholds of their own, but where the variant is the KPI's member.
chosen as (
    select
        compared.*,
        catalog.unit,
        catalog.direction,
        catalog.target_days,
        catalog.threshold_green,
        catalog.threshold_orange
    from compared
    inner join held_against on compared.kpi_id = held_against.kpi_id
    inner join catalog on compared.kpi_id = catalog.kpi_id
    left join variant_kpis on compared.kpi_id = variant_kpis.kpi_id
    where compared.variant = '' or variant_kpis.kpi_id is not null
),

guarded as (
    select * from {{ ref('kpi__guardrail_minima') }}
),

breached as (
    select
        guarded.*,
        compared.value
    from guarded
    inner join compared
        on
            guarded.guardrail_kpi_id = compared.kpi_id
            and compared.variant = ''
            and guarded.grain = compared.grain
            and guarded.period_start = compared.period_start
            and guarded.dimension = compared.dimension
            and guarded.dimension_value = compared.dimension_value
    -- A guardrail whose costs are not known yet has no figure to be breached.
    left join unknown_costs
        on
            compared.kpi_id = unknown_costs.kpi_id
            and compared.grain = unknown_costs.grain
            and compared.period_start = unknown_costs.period_start
    where
        unknown_costs.kpi_id is null
        and not {{ kpi_is_good('compared.value', 'guarded.least_value', 'guarded.direction') }}
),

breach_amounts as (
    select
        kpi_id,
        grain,
        period_start,
        dimension,
        dimension_value,
        guardrail_kpi_id,
        {{ kpi_amount('value', 'unit', 'en') }} as value_en,
        {{ kpi_amount('least_value', 'unit', 'en') }} as least_en,
        {{ kpi_amount('value', 'unit', 'fr') }} as value_fr,
        {{ kpi_amount('least_value', 'unit', 'fr') }} as least_fr
    from breached
),

breach_words as (
    select
        *,
        'guardrail ' || guardrail_kpi_id || ' at ' || value_en
        || ', worse than the ' || least_en || ' it must keep' as words_en,
        'garde-fou ' || guardrail_kpi_id || ' à ' || value_fr
        || ', moins bien que le seuil à tenir de ' || least_fr as words_fr
    from breach_amounts
),

breaches as (
    select
        kpi_id,
        '' as variant,
        grain,
        period_start,
        dimension,
        dimension_value,
        {{ string_list_agg('words_en', '; ', 'guardrail_kpi_id') }} as words_en,
        {{ string_list_agg('words_fr', '; ', 'guardrail_kpi_id') }} as words_fr
    from breach_words
    group by kpi_id, grain, period_start, dimension, dimension_value
),

noted as (
    select
        chosen.kpi_id,
        chosen.variant,
        chosen.grain,
        chosen.period_start,
        chosen.dimension,
        chosen.dimension_value,
        {{ string_list_agg('notes.note_en', '; ', 'notes.note_en') }} as note_en,
        {{ string_list_agg('notes.note_fr', '; ', 'notes.note_fr') }} as note_fr
    from chosen
    inner join notes
        on
            chosen.kpi_id = notes.kpi_id
            and (notes.above is null or chosen.value > notes.above)
            and (notes.below is null or chosen.value < notes.below)
    where chosen.value is not null
    group by
        chosen.kpi_id,
        chosen.variant,
        chosen.grain,
        chosen.period_start,
        chosen.dimension,
        chosen.dimension_value
),

beside as (
    select
        chosen.kpi_id,
        chosen.variant,
        chosen.grain,
        chosen.period_start,
        chosen.period_end,
        chosen.dimension,
        chosen.dimension_value,
        chosen.value,
        chosen.unit,
        chosen.direction,
        chosen.is_complete,
        chosen.history_begins,
        chosen.threshold_green,
        chosen.threshold_orange,
        period_targets.baseline_value,
        period_targets.target_value,
        period_targets.whole_way * {{ tolerance }} as tolerance,
        -- A running period is held against what of its target is due by now.
        case when chosen.period_end > {{ as_of() }} then period_targets.share_gone end as share_gone,
        chosen.target_days,
        benchmarks.benchmark_value,
        breaches.words_en as breach_en,
        breaches.words_fr as breach_fr,
        noted.note_en,
        noted.note_fr
    from chosen
    left join period_targets on {{ kpi_same_figure('chosen', 'period_targets') }}
    left join breaches on {{ kpi_same_figure('chosen', 'breaches') }}
    left join noted on {{ kpi_same_figure('chosen', 'noted') }}
    left join benchmarks
        on
            chosen.kpi_id = benchmarks.kpi_id
            and chosen.variant = benchmarks.variant
            and chosen.dimension = benchmarks.dimension
            and chosen.period_end >= benchmarks.as_of_on
            and chosen.period_end < benchmarks.until_on
    where
        period_targets.kpi_id is not null
        or benchmarks.kpi_id is not null
        or noted.kpi_id is not null
        or chosen.threshold_green is not null
),

-- Fixed thresholds come before a target; without either there is no colour.
measured_by as (
    select
        *,
        case
            when threshold_green is not null then 'thresholds'
            when target_value is not null then 'target'
        end as yardstick,
        coalesce(threshold_green, target_value * coalesce(share_gone, 1)) as green_from,
        coalesce(threshold_orange, target_value * coalesce(share_gone, 1)) as orange_from,
        -- Where the target itself is best there is no good side: green within the tolerance.
        case
            when threshold_green is null and direction = 'target_is_best'
                then tolerance * coalesce(share_gone, 1)
            else 0
        end as green_slack,
        case
            when threshold_green is not null then 0
            when direction = 'target_is_best' then 2 * tolerance * coalesce(share_gone, 1)
            else tolerance * coalesce(share_gone, 1)
        end as orange_slack
    from beside
),

reached as (
    select
        *,
        case
            when yardstick is null or value is null then 'none'
            when {{ kpi_is_good('value', 'green_from', 'direction', 'green_slack') }} then 'green'
            when {{ kpi_is_good('value', 'orange_from', 'direction', 'orange_slack') }} then 'orange'
            else 'red'
        end as reached_status
    from measured_by
),

coloured as (
    select
        *,
        case
            when reached_status = 'green' and breach_en is not null then 'orange'
            else reached_status
        end as status,
        case when direction = 'lower_is_better' then target_value else value end as attained,
        case when direction = 'lower_is_better' then value else target_value end as asked,
        {{ kpi_amount('value', 'unit', 'en') }} as value_en,
        {{ kpi_amount('green_from', 'unit', 'en') }} as green_en,
        {{ kpi_amount('orange_from', 'unit', 'en') }} as orange_en,
        {{ kpi_amount('value', 'unit', 'fr') }} as value_fr,
        {{ kpi_amount('green_from', 'unit', 'fr') }} as green_fr,
        {{ kpi_amount('orange_from', 'unit', 'fr') }} as orange_fr,
        -- Whether and how a running period is held against what is due by now.
        yardstick = 'target' and share_gone is not null and target_value <> 0 as is_by_pace,
        {{ kpi_number('value / nullif(target_value, 0) * 100', 0, 'en') }} as reached_percent,
        {{ kpi_number('share_gone * 100', 0, 'en') }} as gone_percent
    from reached
),

final as (
    select
        kpi_id,
        variant,
        grain,
        period_start,
        dimension,
        dimension_value,
        baseline_value,
        target_value,
        benchmark_value,
        attained / nullif(asked, 0) as target_attainment,
        status,
        case
            when yardstick is null then 'no target'
            when value is null then 'no value, against ' || green_en
            when yardstick = 'thresholds' and reached_status = 'green'
                then value_en || ', green from ' || green_en
            when yardstick = 'thresholds' and reached_status = 'orange'
                then value_en || ', between the thresholds ' || orange_en || ' and ' || green_en
            when yardstick = 'thresholds'
                then value_en || ', on the wrong side of the threshold ' || orange_en
            when is_by_pace then {{ kpi_pace_words(
                'reached_status', 'reached_percent', 'gone_percent', 'target_days', 'en'
            ) }}
            when reached_status = 'green' then value_en || ', target of ' || green_en || ' reached'
            when reached_status = 'orange'
                then value_en || ', short of the target of ' || green_en || ' within the tolerance'
            else value_en || ', target of ' || green_en || ' missed'
        end
        || coalesce('; ' || breach_en, '')
        || coalesce('; ' || note_en, '')
        || case
            when yardstick is null then ''
            when period_end > {{ as_of() }} then '; the period is still running'
            when not is_complete and coalesce(history_begins, '') <> 'in'
                then '; the window of the cohort is still open'
            else ''
        end as status_reason,
        case
            when yardstick is null then {{ text("pas d'objectif") }}
            when value is null then 'pas de valeur, face à ' || green_fr
            when yardstick = 'thresholds' and reached_status = 'green'
                then value_fr || ', vert à partir de ' || green_fr
            when yardstick = 'thresholds' and reached_status = 'orange'
                then value_fr || ', entre les seuils ' || orange_fr || ' et ' || green_fr
            when yardstick = 'thresholds'
                then value_fr || ', du mauvais côté du seuil ' || orange_fr
            when is_by_pace then {{ kpi_pace_words(
                'reached_status', 'reached_percent', 'gone_percent', 'target_days', 'fr'
            ) }}
            when reached_status = 'green' then value_fr || ', objectif de ' || green_fr || ' atteint'
            when reached_status = 'orange'
                then value_fr || {{ text(", sous l'objectif de ") }} || green_fr || ' dans la tolérance'
            else value_fr || ', objectif de ' || green_fr || ' manqué'
        end
        || coalesce('; ' || breach_fr, '')
        || coalesce('; ' || note_fr, '')
        || case
            when yardstick is null then ''
            when period_end > {{ as_of() }} then '; période en cours'
            when not is_complete and coalesce(history_begins, '') <> 'in'
                then '; délai de la cohorte encore ouvert'
            else ''
        end as status_reason_fr
    from coloured
)

select * from final
