{#
    The integrity score is no better than its parts. Where nobody feeds a part, a check of it failed, or it
    leaves rows out, the score and its variant of that part say so, and name the part.
#}
{%- set limit = var('trust')['max_missing_share'] %}
{%- set rows = [] %}
{%- for kpi, weight in var('integrity').weights.items() if weight > 0 %}
{%- do rows.append("('" ~ kpi ~ "')") %}
{%- endfor %}
with figures as (
    select grain, period_start, dimension, dimension_value
    from {{ ref('kpi__compared') }}
    where kpi_id = 'kpi_integrity_score' and variant = ''
),

-- What weighs nothing is no part.
parts as (
    select part
    from
        {% call rows_of({'part': 'string'}) %}{{ rows | join(', ') }}{% endcall %}
),

missing as (
    select
        missing.kpi_id,
        -- Whether it is of the part alone or of its variants, too: it is one part.
        '' as variant,
        missing.check_id,
        missing.reason_en,
        missing.reason_fr,
        missing.is_from_nothing
    from {{ ref('kpi__missing') }} as missing
    where missing.variant in ('', '*')
),

data_trust as (
    select * from {{ ref('data_trust') }} where variant = '*'
),

doubtful as (
    select * from {{ ref('kpi__doubtful') }} where variant = '*'
),

lacking as (
    select * from {{ ref('kpi__lacking') }} where variant = ''
),

of_missing as (
    {{ kpi_first_missing('missing') }}
),

of_failed as (
    {{ kpi_first_failed('data_trust', 'missing') }}
),

of_doubtful as (
    {{ kpi_first_doubt('doubtful') }}
),

judged as (
    select
        figures.*,
        parts.part,
        coalesce(of_missing.reason, of_failed.reason, of_doubtful.reason) as failed_en,
        coalesce(
            of_missing.reason_fr, 'contrôle en échec, ' || coalesce(of_failed.reason, of_doubtful.reason)
        ) as failed_fr,
        lacking.reason_en as lacking_en,
        lacking.reason_fr as lacking_fr,
        lacking.missing_share
    from figures
    cross join parts
    left join of_missing on parts.part = of_missing.kpi_id
    left join of_failed on parts.part = of_failed.kpi_id
    left join of_doubtful
        on parts.part = of_doubtful.kpi_id and figures.dimension = of_doubtful.dimension
    left join lacking
        on
            parts.part = lacking.kpi_id
            and figures.grain = lacking.grain
            and figures.period_start = lacking.period_start
            and figures.dimension = lacking.dimension
            and figures.dimension_value = lacking.dimension_value
),

doubted as (
    select
        grain,
        period_start,
        dimension,
        dimension_value,
        part,
        coalesce(failed_en, lacking_en) as reason_en,
        coalesce(failed_fr, lacking_fr) as reason_fr,
        case when failed_en is null then missing_share end as missing_share,
        case
            when failed_en is not null or coalesce(missing_share > {{ limit }}, false) then 1 else 0
        end as is_distrusted
    from judged
    where failed_en is not null or lacking_en is not null
),

-- Parts that are wrong for one reason are named together.
by_reason as (
    select
        grain,
        period_start,
        dimension,
        dimension_value,
        reason_en,
        reason_fr,
        {{ string_list_agg('part', ', ', 'part') }} as parts,
        max(missing_share) as missing_share,
        max(is_distrusted) as is_distrusted
    from doubted
    group by grain, period_start, dimension, dimension_value, reason_en, reason_fr
),

named as (
    select
        *,
        parts || ': ' || reason_en as words_en,
        parts || ' : ' || reason_fr as words_fr
    from by_reason
),

final as (
    select
        'kpi_integrity_score' as kpi_id,
        '' as variant,
        grain,
        period_start,
        dimension,
        dimension_value,
        {{ string_list_agg('words_en', '; ', 'words_en') }} as reason_en,
        {{ string_list_agg('words_fr', '; ', 'words_fr') }} as reason_fr,
        max(missing_share) as missing_share,
        max(is_distrusted) = 1 as is_distrusted
    from named
    group by grain, period_start, dimension, dimension_value
    union all
    select
        'kpi_integrity_score' as kpi_id,
        part as variant,
        grain,
        period_start,
        dimension,
        dimension_value,
        reason_en,
        reason_fr,
        missing_share,
        is_distrusted = 1 as is_distrusted
    from doubted
)

select * from final
