{#
    The first trace of each deal of which the source does not say when it was created: what happened
    with it first, and the first day on which a run saw it. Never the moment of a load, so that the same
    data gives the same figures.
#}
{%- set seen = adapter.get_relation(target.database, 'snapshots', 'snapshot_opportunities') if execute %}
with undated as (
    select source_key as opportunity_key, recorded_created_at
    from {{ ref('int_opportunities__unioned') }}
    where created_at is null
),

traces as (
    select opportunity_key, recorded_created_at as traced_at from undated
    {%- for entity, instant in [
        ('opportunity_changes', 'changed_at'), ('activities', 'occurred_at'), ('opportunity_lines', 'created_at'),
        ('proposals', 'sent_at'), ('opportunity_people', 'since_at')
    ] %}
    union all
    select opportunity_source_key as opportunity_key, {{ instant }} as traced_at
    from {{ ref('int_' ~ entity ~ '__unioned') }}
    where not coalesce(is_deleted, false)
    {%- endfor %}
),

first_traces as (
    select undated.opportunity_key, min(traces.traced_at) as first_trace_at
    from undated
    inner join traces on undated.opportunity_key = traces.opportunity_key
    group by undated.opportunity_key
),

-- A version of a deal is valid from the end of the day that it is of.
first_versions as (
    {% if seen -%}
    select opportunity_key, min(dbt_valid_from) as seen_at from {{ seen }} group by opportunity_key
    {%- else -%}
    select cast(null as string) as opportunity_key, cast(null as timestamp) as seen_at
    from (select 1 as nothing) as nothing
    where 1 = 0
    {%- endif %}
),

closing_dates as (
    select * from {{ ref('opportunity_closing_dates') }}
),

found as (
    select
        undated.opportunity_key,
        first_traces.first_trace_at,
        {{ day_start(
            'coalesce(' ~ add_days_to_date(business_date('first_versions.seen_at'), -1) ~ ', ' ~ as_of() ~ ')'
        ) }} as first_seen_at,
        -- What is heard of a closed deal first may be its closing: that says nothing of when it began.
        first_traces.first_trace_at < closing_dates.closed_at as is_before_closing
    from undated
    left join first_traces on undated.opportunity_key = first_traces.opportunity_key
    left join first_versions on undated.opportunity_key = first_versions.opportunity_key
    left join closing_dates on undated.opportunity_key = closing_dates.opportunity_key
),

final as (
    select
        opportunity_key,
        coalesce(first_trace_at, first_seen_at) as open_created_at,
        case when first_trace_at is null then 'first_seen' else 'first_trace' end as open_basis,
        case when is_before_closing then first_trace_at end as closed_created_at,
        case when is_before_closing then 'first_trace' else 'unknown' end as closed_basis
    from found
)

select * from final
