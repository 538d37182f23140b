{#
    Every figure that is hidden or, of the others, every one: with what it is compared with, its status, and what
    it lacks. A macro, and no view below kpi_values: joined with itself, that took minutes and 20 GB in DuckDB, and
    takes a second so (tests/kpis/test_rows.py).
#}
{% macro kpi_explained(hidden) -%}
{%- set limit = var('trust')['max_missing_share'] %}
{%- set limit_words = '%g' | format(limit * 100) ~ ' %' %}
with every as (
    select
        *,
        -- `price:amount` is the variant `amount` of the member `price`; a member may have a colon, too.
        {{ dbt.split_part('variant', "':'", -1) }} as own_variant
    from {{ ref('kpi__compared') }}
),

hidden as (
    select * from {{ ref('kpi__hidden') }}
),

-- Integrity is read in total and by larger teams: who did what is for coaching, and published apart.
compared as (
    select every.*
    from every
    {% if hidden %}inner{% else %}left{% endif %} join hidden on {{ kpi_same_figure('every', 'hidden') }}
    {%- if not hidden %}
    where hidden.kpi_id is null
    {%- endif %}
),

judged as (
    select * from {{ ref('kpi__judged') }}
),

data_trust as (
    select * from {{ ref('data_trust') }}
),

missing as (
    select * from {{ ref('kpi__missing') }}
),

doubtful as (
    select * from {{ ref('kpi__doubtful') }}
),

parts_in_doubt as (
    select * from {{ ref('kpi__parts_in_doubt') }}
),

distrusted_parts as (
    select * from parts_in_doubt where is_distrusted
),

lacking as (
    select * from {{ ref('kpi__lacking') }}
    union all
    select
        kpi_id,
        variant,
        grain,
        period_start,
        dimension,
        dimension_value,
        missing_share,
        cast(null as {{ type_double() }}) as missing_amount,
        reason_en,
        reason_fr
    from parts_in_doubt
    where not is_distrusted
),

unknown_costs as (
    select * from {{ ref('kpi__unknown_costs') }}
),

remarks as (
    select * from {{ ref('kpi__remarks') }}
),

assumed as (
    select * from {{ ref('kpi__assumed') }}
),

missing_of as (
    {{ kpi_first_missing('missing') }}
),

-- A variant of a KPI whose variants are members is one of each member: `price:amount`.
missing_of_members as (
    select missing_of.*
    from missing_of
    inner join {{ ref('kpi__definitions') }} as definitions
        on missing_of.kpi_id = definitions.kpi_id and definitions.variant = '*'
    where missing_of.variant not in ('', '*')
),

distrusted as (
    {{ kpi_first_failed('data_trust', 'missing') }}
),

-- What is wrong by one dimension alone leaves the total its status.
distrusted_slices as (
    {{ kpi_first_doubt('doubtful') }}
),

-- A variant that is a KPI's id is made of that KPI's values.
distrusted_variants as (
    select definitions.kpi_id, distrusted.kpi_id as variant, distrusted.reason
    from distrusted
    inner join {{ ref('kpi__definitions') }} as definitions on definitions.variant_is_kpi
    where distrusted.variant = '*'
),

missing_variants as (
    select
        definitions.kpi_id,
        missing_of.kpi_id as variant,
        missing_of.reason,
        missing_of.reason_fr,
        missing_of.is_from_nothing
    from missing_of
    inner join {{ ref('kpi__definitions') }} as definitions on definitions.variant_is_kpi
    where missing_of.variant = '*'
    union all
    select
        definitions.kpi_id,
        missing_of.kpi_id as variant,
        missing_of.reason,
        missing_of.reason_fr,
        missing_of.is_from_nothing
    from missing_of
    left join missing_of as of_all on missing_of.kpi_id = of_all.kpi_id and of_all.variant = '*'
    inner join {{ ref('kpi__definitions') }} as definitions on definitions.variant_is_kpi
    where missing_of.variant = '' and of_all.kpi_id is null
),

explained as (
    select
        compared.*,
        coalesce(
            of_all.reason, of_variant.reason, of_members.reason, missing_variants.reason
        ) as missing_reason,
        coalesce(
            of_all.reason_fr, of_variant.reason_fr, of_members.reason_fr, missing_variants.reason_fr
        ) as missing_reason_fr,
        coalesce(of_all.is_from_nothing, false)
        or coalesce(of_variant.is_from_nothing, false)
        or coalesce(of_members.is_from_nothing, false)
        or coalesce(missing_variants.is_from_nothing, false) as is_from_nothing,
        coalesce(
            distrusted.reason,
            distrusted_alone.reason,
            distrusted_variants.reason,
            distrusted_slices.reason,
            slices_alone.reason,
            distrusted_parts.reason_en
        ) as failed_check,
        coalesce(
            'contrôle en échec, '
            || coalesce(
                distrusted.reason,
                distrusted_alone.reason,
                distrusted_variants.reason,
                distrusted_slices.reason,
                slices_alone.reason
            ),
            distrusted_parts.reason_fr
        ) as failed_check_fr
    from compared
    left join missing_of as of_all on compared.kpi_id = of_all.kpi_id and of_all.variant = '*'
    left join missing_of as of_variant
        on
            compared.kpi_id = of_variant.kpi_id
            and compared.variant = of_variant.variant
            and of_variant.variant <> '*'
    left join missing_of_members as of_members
        on compared.kpi_id = of_members.kpi_id and compared.own_variant = of_members.variant
    left join missing_variants
        on compared.kpi_id = missing_variants.kpi_id and compared.variant = missing_variants.variant
    left join distrusted on compared.kpi_id = distrusted.kpi_id and distrusted.variant = '*'
    left join distrusted as distrusted_alone
        on compared.kpi_id = distrusted_alone.kpi_id and compared.own_variant = distrusted_alone.variant
    left join distrusted_variants
        on compared.kpi_id = distrusted_variants.kpi_id and compared.variant = distrusted_variants.variant
    left join distrusted_slices
        on
            compared.kpi_id = distrusted_slices.kpi_id
            and compared.dimension = distrusted_slices.dimension
            and distrusted_slices.variant = '*'
    left join distrusted_slices as slices_alone
        on
            compared.kpi_id = slices_alone.kpi_id
            and compared.own_variant = slices_alone.variant
            and compared.dimension = slices_alone.dimension
    left join distrusted_parts on {{ kpi_same_figure('compared', 'distrusted_parts') }}
),

-- A period whose costs are not known yet has no figure; nor is it one to compare with.
known as (
    select
        explained.*,
        case when not explained.is_from_nothing then unknown_costs.reason_en end as unknown_reason,
        case when not explained.is_from_nothing then unknown_costs.reason_fr end as unknown_reason_fr,
        explained.is_from_nothing or unknown_costs.kpi_id is not null as has_no_figure,
        explained.is_from_nothing or coalesce(unknown_costs.is_previous_unknown, false) as has_no_previous,
        explained.is_from_nothing
        or coalesce(unknown_costs.is_previous_year_unknown, false) as has_no_previous_year
    from explained
    left join unknown_costs
        on
            explained.kpi_id = unknown_costs.kpi_id
            and explained.variant = unknown_costs.variant
            and explained.grain = unknown_costs.grain
            and explained.period_start = unknown_costs.period_start
),

-- What is left out is said first; a figure that leaves out too much is not judged.
partial as (
    select
        known.*,
        lacking.missing_share,
        lacking.missing_amount,
        -- Of what has no figure, nothing is left out. Not a condition of the join: with one of another
        -- kind than equality, DuckDB compares each figure with each.
        case when not known.has_no_figure then lacking.reason_en end as lacking_reason,
        case when not known.has_no_figure then lacking.reason_fr end as lacking_reason_fr,
        not known.has_no_figure
        and coalesce(lacking.missing_share > {{ limit }}, false) as lacks_too_much
    from known
    left join lacking on {{ kpi_same_figure('known', 'lacking') }}
),

final as (
    select
        partial.kpi_id,
        partial.variant,
        partial.grain,
        partial.period_start,
        partial.period_end,
        partial.dimension,
        partial.dimension_value,
        {%- for figure, lacks in {
            'value': 'figure', 'numerator': 'figure', 'denominator': 'figure',
            'previous_value': 'previous', 'previous_year_value': 'previous_year',
            'change': 'figure', 'change_pct': 'figure',
            'change_previous_year': 'figure', 'change_previous_year_pct': 'figure', 'trend': 'figure'
        }.items() %}
        case when not partial.has_no_{{ lacks }} then partial.{{ figure }} end as {{ figure }},
        {%- endfor %}
        judged.baseline_value,
        judged.target_value,
        judged.benchmark_value,
        case when not partial.has_no_figure then judged.target_attainment end as target_attainment,
        case
            when
                partial.missing_reason is not null
                or partial.unknown_reason is not null
                or partial.failed_check is not null
                or partial.lacks_too_much
                then 'none'
            else coalesce(judged.status, 'none')
        end as status,
        coalesce(partial.lacking_reason || '; ', '')
        || coalesce(
            partial.missing_reason,
            partial.unknown_reason,
            partial.failed_check,
            case when partial.lacks_too_much then 'more than {{ limit_words }} is left out: no status' end,
            judged.status_reason,
            'no target'
        )
        || case
            when partial.has_no_figure then ''
            else coalesce('; ' || remarks.words_en, '') || coalesce('; ' || assumed.words_en, '')
        end
        || coalesce('; ' || partial.previous_year_reason, '')
        || coalesce(
            '; ' || {{ kpi_history_words('partial.history_begins', 'partial.history_from', 'en') }}, ''
        ) as status_reason,
        partial.is_complete and partial.unknown_reason is null as is_complete,
        partial.definition_version,
        partial.computed_at,
        partial.run_id,
        coalesce(partial.lacking_reason_fr || '; ', '')
        || coalesce(
            partial.missing_reason_fr,
            partial.unknown_reason_fr,
            partial.failed_check_fr,
            case
                when partial.lacks_too_much
                    then 'plus de {{ limit_words | replace('.', ',') }} hors du total : pas de statut'
            end,
            judged.status_reason_fr,
            {{ text("pas d'objectif") }}
        )
        || case
            when partial.has_no_figure then ''
            else coalesce('; ' || remarks.words_fr, '') || coalesce('; ' || assumed.words_fr, '')
        end
        || case
            when partial.previous_year_reason is null then ''
            else {{ text("; pas de semaine 53 l'année précédente") }}
        end
        || coalesce(
            '; ' || {{ kpi_history_words('partial.history_begins', 'partial.history_from', 'fr') }}, ''
        ) as status_reason_fr,
        case
            when
                partial.missing_reason is not null
                or partial.unknown_reason is not null
                or partial.failed_check is not null
                or partial.lacks_too_much
                then 'distrusted'
            when partial.lacking_reason is not null then 'partial'
            else 'ok'
        end as quality,
        case when not partial.has_no_figure then partial.missing_share end as missing_share,
        case when not partial.has_no_figure then partial.missing_amount end as missing_amount
    from partial
    left join judged on {{ kpi_same_figure('partial', 'judged') }}
    left join remarks on {{ kpi_same_figure('partial', 'remarks') }}
    left join assumed on partial.kpi_id = assumed.kpi_id and partial.variant = assumed.variant
)

select * from final
{%- endmacro %}
