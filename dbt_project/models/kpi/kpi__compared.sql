{#
    Every figure of every KPI beside the ones it is compared with. The total has a row for every
    period of the history; a member for every period in which it, its previous or its N-1 period was
    active. A period that begins before the history is not whole: nothing is compared with it.
#}
{{
    config(
        materialized='incremental',
        incremental_strategy='replace_periods',
        on_schema_change='append_new_columns',
        pre_hook="{{ use_all_cores() }}"
    )
}}
{%- set bounds = kpi_bounds() %}
{%- set is_zero = 'wanted.is_zero_without_event' %}
{%- set has_previous = ' and wanted.previous_start is not null' %}
{%- set has_previous_year = ' and wanted.previous_year_start is not null' %}
{#- The changes of the periods before, which say how much of a change is usual. #}
{%- set earlier %}(
            partition by kpi_id, variant, grain, dimension, dimension_value
            order by period_number
            range between {{ var('trend')['periods'] }} preceding and 1 preceding
        )
{%- endset %}
with definitions as (
    select * from {{ ref('kpi__definitions') }} where inactive_reason is null
),

measured as (
    select * from {{ ref('kpi__measured') }}
    union all
    select * from {{ ref('kpi__measured_late') }}
),

periods as (
    select *, period_start >= history_from as is_whole
    from {{ ref('dim_periods') }}
    where period_end >= history_from
),

-- Variants that a metric file does not list are the members of its variant dimension.
member_variants as (
    select found.kpi_id, found.variant
    from (select distinct kpi_id, variant from measured) as found
    left join definitions on found.kpi_id = definitions.kpi_id and found.variant = definitions.variant
    where definitions.kpi_id is null
),

series as (
    select
        kpi_id, variant, grains, is_ratio, is_zero_without_event, window_days, definition_version
    from definitions
    where variant <> '*'
    union all
    select
        member_variants.kpi_id, member_variants.variant, definitions.grains, definitions.is_ratio,
        definitions.is_zero_without_event,
        coalesce(member_kpi.window_days, definitions.window_days) as window_days,
        definitions.definition_version
    from member_variants
    inner join definitions on member_variants.kpi_id = definitions.kpi_id and definitions.variant = '*'
    -- A variant that is a KPI waits for that KPI's window.
    left join definitions as member_kpi
        on
            definitions.variant_is_kpi
            and member_variants.variant = member_kpi.kpi_id
            and member_kpi.variant = ''
),

framed_periods as (
    select
        periods.grain,
        periods.period_start,
        periods.period_end,
        periods.previous_year_reason,
        periods.is_whole,
        row_number() over (partition by periods.grain order by periods.period_start) as period_number,
        -- Before the first whole period there is nothing to compare with, not even zero.
        case when previous.is_whole then previous.period_start end as previous_start,
        case when previous_year.is_whole then previous_year.period_start end as previous_year_start,
        case
            when not periods.is_whole then 'in'
            when not previous.is_whole then 'previous'
            when not previous_year.is_whole then 'previous_year'
        end as history_begins,
        periods.history_from
    from periods
    left join periods as previous
        on periods.grain = previous.grain and periods.previous_start = previous.period_start
    left join periods as previous_year
        on periods.grain = previous_year.grain and periods.previous_year_start = previous_year.period_start
),

frames as (
    select series.*, framed_periods.*
    from series
    inner join framed_periods on series.grains like '%|' || framed_periods.grain || '|%'
),

{% if is_incremental() -%}
kept as (
    select distinct kpi_id, variant, true as is_kept from {{ this }}
),

-- A series that was never measured before needs all its periods.
known_frames as (
    select frames.*, kept.is_kept
    from frames
    left join kept on frames.kpi_id = kept.kpi_id and frames.variant = kept.variant
),

wanted as (
    select * from known_frames where is_kept is null or {{ kpi_changing_rows(bounds) }}
),

first_wanted as (
    select kpi_id, variant, grain, min(period_number) as period_number
    from wanted
    group by kpi_id, variant, grain
),
{%- else -%}
wanted as (
    select * from frames
),
{%- endif %}

placed as (
    select
        kpi_id, variant, grain, period_start, 'total' as dimension, 'total' as dimension_value,
        cast(null as {{ type_double() }}) as value,
        cast(null as {{ type_double() }}) as numerator,
        cast(null as {{ type_double() }}) as denominator,
        cast(null as {{ type_double() }}) as previous_value,
        cast(null as {{ type_double() }}) as previous_year_value
    from wanted
    union all
    select
        wanted.kpi_id, wanted.variant, wanted.grain, wanted.period_start,
        measured.dimension, measured.dimension_value,
        measured.value,
        measured.numerator,
        measured.denominator,
        null as previous_value,
        null as previous_year_value
    from wanted
    inner join measured
        on
            wanted.kpi_id = measured.kpi_id
            and wanted.variant = measured.variant
            and wanted.grain = measured.grain
            and wanted.period_start = measured.period_start
    union all
    select
        wanted.kpi_id, wanted.variant, wanted.grain, wanted.period_start,
        measured.dimension, measured.dimension_value,
        null as value,
        null as numerator,
        null as denominator,
        measured.value as previous_value,
        null as previous_year_value
    from wanted
    inner join measured
        on
            wanted.kpi_id = measured.kpi_id
            and wanted.variant = measured.variant
            and wanted.grain = measured.grain
            and wanted.previous_start = measured.period_start
    union all
    select
        wanted.kpi_id, wanted.variant, wanted.grain, wanted.period_start,
        measured.dimension, measured.dimension_value,
        null as value,
        null as numerator,
        null as denominator,
        null as previous_value,
        measured.value as previous_year_value
    from wanted
    inner join measured
        on
            wanted.kpi_id = measured.kpi_id
            and wanted.variant = measured.variant
            and wanted.grain = measured.grain
            and wanted.previous_year_start = measured.period_start
),

gathered as (
    select
        kpi_id, variant, grain, period_start, dimension, dimension_value,
        max(value) as value, max(numerator) as numerator, max(denominator) as denominator,
        max(previous_value) as previous_value, max(previous_year_value) as previous_year_value
    from placed
    group by kpi_id, variant, grain, period_start, dimension, dimension_value
),

completed as (
    select
        gathered.kpi_id,
        gathered.variant,
        gathered.grain,
        gathered.period_start,
        wanted.period_end,
        gathered.dimension,
        gathered.dimension_value,
        {{ kpi_or_zero('gathered.value', is_zero) }} as value,
        {{ kpi_or_zero('gathered.numerator', 'wanted.is_ratio') }} as numerator,
        {{ kpi_or_zero('gathered.denominator', 'wanted.is_ratio') }} as denominator,
        {{ kpi_or_zero('gathered.previous_value', is_zero ~ has_previous) }} as previous_value,
        {{ kpi_or_zero('gathered.previous_year_value', is_zero ~ has_previous_year) }} as previous_year_value,
        wanted.previous_year_reason,
        wanted.period_number,
        {{ add_days_to_date('wanted.period_end', 'wanted.window_days') }} <= {{ as_of() }}
        and wanted.is_whole as is_complete,
        wanted.history_begins,
        wanted.history_from,
        wanted.definition_version
    from gathered
    inner join wanted
        on
            gathered.kpi_id = wanted.kpi_id
            and gathered.variant = wanted.variant
            and gathered.grain = wanted.grain
            and gathered.period_start = wanted.period_start
),

changed as (
    select *, value - previous_value as change, true as is_wanted from completed
    {%- if is_incremental() %}
    union all
    -- The changes before those periods show which variation is usual.
    select
        stored.kpi_id, stored.variant, stored.grain, stored.period_start, stored.period_end,
        stored.dimension, stored.dimension_value, stored.value, stored.numerator, stored.denominator,
        stored.previous_value, stored.previous_year_value, stored.previous_year_reason,
        framed_periods.period_number, stored.is_complete,
        framed_periods.history_begins, framed_periods.history_from, stored.definition_version, stored.change,
        false as is_wanted
    from {{ this }} as stored
    inner join framed_periods
        on stored.grain = framed_periods.grain and stored.period_start = framed_periods.period_start
    inner join first_wanted
        on
            stored.kpi_id = first_wanted.kpi_id
            and stored.variant = first_wanted.variant
            and stored.grain = first_wanted.grain
            and framed_periods.period_number >= first_wanted.period_number - {{ var('trend')['periods'] }}
    left join wanted
        on
            stored.kpi_id = wanted.kpi_id
            and stored.variant = wanted.variant
            and stored.grain = wanted.grain
            and stored.period_start = wanted.period_start
    where wanted.kpi_id is null
    {%- endif %}
),

variations as (
    select
        *,
        -- With too short a history any change is one.
        case
            when count(change) over {{ earlier }} >= {{ var('trend')['min_changes'] }}
                then {{ var('trend')['deviations'] }} * (stddev_samp(change) over {{ earlier }})
            else 0
        end as usual_change
    from changed
),

final as (
    select
        kpi_id, variant, grain, period_start, period_end, dimension, dimension_value,
        value, numerator, denominator, previous_value, previous_year_value,
        change,
        change / nullif(abs(previous_value), 0) as change_pct,
        value - previous_year_value as change_previous_year,
        (value - previous_year_value) / nullif(abs(previous_year_value), 0) as change_previous_year_pct,
        -- A hair's breadth past the usual is rounding.
        case
            when change > usual_change * (1 + 1e-9) then 'up'
            when change < -usual_change * (1 + 1e-9) then 'down'
            when change is not null then 'flat'
        end as trend,
        previous_year_reason,
        is_complete,
        history_begins,
        history_from,
        definition_version,
        cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as computed_at,
        '{{ var("run_id", "manual") }}' as run_id
    from variations
    where is_wanted
)

select * from final
