{#
    One row per deal and month, quarter or year in which it was due in the last days: open then, and
    expected to close in the period. Whether a change recorded in those days moved it across the
    period's end.
#}
{%- set rules = var('integrity') %}
with opportunities as (
    select * from {{ ref('fct_opportunities') }}
),

owners as (
    select * from {{ ref('opportunity_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

expectations as (
    select
        opportunity_key,
        {{ safe_cast_to('field_value', 'date') }} as expected_on,
        known_from,
        known_to
    from {{ ref('opportunity_beliefs') }}
    where field = 'expected_close_on'
),

ordered as (
    select
        *,
        lag(expected_on) over (partition by opportunity_key order by known_from) as expected_before_on,
        lead(expected_on) over (partition by opportunity_key order by known_from) as expected_next_on
    from expectations
),

due as (
    {%- for grain, months in [('month', 1), ('quarter', 3), ('year', 12)] %}
    {{ 'union all' if not loop.first }}
    select
        '{{ grain }}' as period_grain,
        ordered.*,
        days.{{ grain }}_start_on as period_start_on,
        {{ add_days_to_date(add_months('days.' ~ grain ~ '_start_on', months), -1) }} as period_end_on
    from ordered
    inner join days on ordered.expected_on = days.day_on
    {%- endfor %}
),

windows as (
    select
        *,
        {{ day_start(add_days_to_date('period_end_on', 1 - rules.period_last_days)) }} as window_opens_at,
        least({{ day_start(add_days_to_date('period_end_on', 1)) }}, {{ as_of_end() }})
            as window_closes_at
    from due
),

in_window as (
    select
        windows.*,
        opportunities.created_at,
        opportunities.closed_at,
        opportunities.amount_reporting,
        opportunities.pipeline_key,
        -- Until when the deal was open in the window.
        least(coalesce(opportunities.closed_at, windows.window_closes_at), windows.window_closes_at)
            as open_until
    from windows
    inner join opportunities on windows.opportunity_key = opportunities.opportunity_key
    where
        windows.known_from < windows.window_closes_at
        and windows.known_to > windows.window_opens_at
        and coalesce(opportunities.closed_at, windows.window_closes_at) > windows.window_opens_at
        and windows.known_from < coalesce(opportunities.closed_at, windows.window_closes_at)
),

judged as (
    select
        *,
        {{ flag('expected_next_on > period_end_on and known_to < open_until') }} as is_pushed,
        {{ flag('expected_before_on > period_end_on and known_from >= window_opens_at') }} as is_pulled
    from in_window
),

acted as (
    select
        *,
        case
            when is_pushed = 1 then known_to
            when is_pulled = 1 then known_from
            else greatest(known_from, window_opens_at)
        end as acted_at
    from judged
),

-- Of a deal that was due twice, the move; of two moves, the last.
ranked as (
    select
        *,
        max(is_pushed) over (partition by opportunity_key, period_grain, period_start_on) as was_pushed,
        max(is_pulled) over (partition by opportunity_key, period_grain, period_start_on) as was_pulled,
        min(case when is_pushed = 1 or is_pulled = 1 then acted_at end) over (
            partition by opportunity_key, period_grain, period_start_on
        ) as first_moved_at,
        row_number() over (
            partition by opportunity_key, period_grain, period_start_on
            order by greatest(is_pushed, is_pulled) desc, acted_at desc
        ) as act_rank
    from acted
),

final as (
    select
        ranked.opportunity_key || ':' || ranked.period_grain || ':' || cast(ranked.period_start_on as string)
            as shift_key,
        ranked.opportunity_key,
        ranked.pipeline_key,
        ranked.period_grain,
        ranked.period_start_on,
        ranked.period_end_on,
        least(ranked.period_end_on, {{ as_of() }}) as counted_on,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        owners.valid_from as owned_since,
        ranked.created_at,
        ranked.acted_at,
        ranked.first_moved_at,
        ranked.expected_on,
        ranked.expected_before_on,
        ranked.expected_next_on,
        ranked.amount_reporting,
        cast(1 as bigint) as is_due,
        ranked.was_pushed as is_pushed,
        ranked.was_pulled as is_pulled,
        greatest(ranked.was_pushed, ranked.was_pulled) as is_shifted,
        {{ flag(
            'owners.valid_from > ranked.created_at and ranked.acted_at <= '
            ~ add_days('owners.valid_from', rules.handover_days)
        ) }} as is_handover
    from ranked
    left join owners
        on
            ranked.opportunity_key = owners.opportunity_key
            and ranked.acted_at >= owners.valid_from
            and ranked.acted_at < owners.valid_to
    left join reps
        on
            owners.owner_key = reps.rep_key
            and {{ business_date('ranked.acted_at') }} between reps.valid_from and reps.valid_to
    where ranked.act_rank = 1
)

select * from final
