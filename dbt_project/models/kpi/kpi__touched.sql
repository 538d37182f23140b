{#
    Which periods this run must compute, in one row. The days whose facts are not those of the last
    run are found by comparing fingerprints; `kpi_from` and `kpi_to` can only widen that.
      measured_from  first day to compute; null: nothing changed
      measured_to    last one; null: no upper bound
      changing_from  the last day that was known at the last run: what ended after was incomplete
#}
{%- set seen = adapter.get_relation(this.database, this.schema, 'kpi__fingerprints_seen') %}
{%- set is_first = seen is none or flags.FULL_REFRESH %}
with current_days as (
    select fact, metric_day, fingerprint from {{ ref('kpi_fingerprints') }}
),

seen_days as (
    {% if is_first -%}
    select fact, metric_day, fingerprint, cast('1900-01-01' as date) as as_of from current_days where 1 = 0
    {%- else -%}
    select fact, metric_day, fingerprint, as_of from {{ seen }}
    {%- endif %}
),

changed_days as (
    select coalesce(current_days.metric_day, seen_days.metric_day) as metric_day
    from current_days
    full outer join seen_days
        on current_days.fact = seen_days.fact and current_days.metric_day = seen_days.metric_day
    where current_days.fingerprint is distinct from seen_days.fingerprint
),

touched as (
    select min(metric_day) as touched_from from changed_days
),

seen_until as (
    select coalesce(min(as_of), cast('1900-01-01' as date)) as seen_as_of from seen_days
),

asked as (
    select
        cast(nullif('{{ var("kpi_from") }}', '') as date) as asked_from,
        cast(nullif('{{ var("kpi_to") }}', '') as date) as asked_to
),

final as (
    select
        coalesce(
            case when asked.asked_from < touched.touched_from then asked.asked_from end,
            touched.touched_from,
            asked.asked_from
        ) as measured_from,
        case when touched.touched_from is null then asked.asked_to end as measured_to,
        least(seen_until.seen_as_of, {{ as_of() }}) as changing_from
    from touched
    cross join seen_until
    cross join asked
)

select * from final
