{#
    One row per month, quarter or year in which a deal was due in its last days, and per quarter or year
    in which one was signed: a month has no edge of a quarter of its own.
#}
with shifts as (
    select * from {{ ref('close_date_shifts') }}
),

wins as (
    select * from {{ ref('integrity_wins') }}
),

rows_due as (
    select
        'due:' || shift_key as timing_key,
        opportunity_key,
        period_grain,
        counted_on,
        owner_key,
        team_key,
        is_due,
        is_shifted,
        is_pushed,
        is_pulled,
        cast(0 as bigint) as is_signed,
        cast(0 as bigint) as is_signed_at_edge,
        cast(0 as decimal(28, 9)) as expected_edge_share
    from shifts
),

rows_signed as (
    {%- for grain in ['quarter', 'year'] %}
    {{ 'union all' if not loop.first }}
    select
        'signed:' || opportunity_key || ':{{ grain }}' as timing_key,
        opportunity_key,
        '{{ grain }}' as period_grain,
        closed_on as counted_on,
        owner_key,
        team_key,
        cast(0 as bigint) as is_due,
        cast(0 as bigint) as is_shifted,
        cast(0 as bigint) as is_pushed,
        cast(0 as bigint) as is_pulled,
        is_won as is_signed,
        is_at_quarter_edge as is_signed_at_edge,
        cast(expected_edge_share as decimal(28, 9)) as expected_edge_share
    from wins
    {%- endfor %}
),

final as (
    select * from rows_due
    union all
    select * from rows_signed
)

select * from final
