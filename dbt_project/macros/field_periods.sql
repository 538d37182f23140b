{#
    What each field of each deal was from when to when, by the clock `clock` of its changes: when
    things happened (changed_at), or when the source heard of them (recorded_at). Reads the CTEs
      opportunities  opportunity_key, begins_at, closed_at, amount, expected_close_on
      records        int_opportunities__unioned
      changes        int_opportunity_changes__unioned that count
    and gives the CTEs up to the last, named `field_periods` (opportunity_key, field, field_value,
    valid_from, valid_to); a period without length is left out. A probability without history has no
    value: today's is that of today's stage, 0 or 1 once the deal is closed.
#}
{% macro field_periods(clock, other_clock) -%}
written as (
    select
        changes.opportunity_source_key as opportunity_key,
        changes.field,
        changes.old_value,
        changes.new_value as field_value,
        changes.{{ clock }} as valid_from,
        row_number() over (
            partition by changes.opportunity_source_key, changes.field
            order by changes.{{ clock }}, changes.{{ other_clock }}, changes.source_key
        ) as change_rank,
        row_number() over (
            partition by changes.opportunity_source_key, changes.field
            order by changes.{{ clock }} desc, changes.{{ other_clock }} desc, changes.source_key desc
        ) as recency_rank
    from changes
    inner join opportunities on changes.opportunity_source_key = opportunities.opportunity_key
    where
        changes.field in ('stage', 'pipeline', 'amount', 'probability', 'expected_close_on', 'owner')
),

-- What a deal says today, field by field: all there is where a field has no history.
latest as (
    select
        opportunities.opportunity_key,
        'stage' as field,
        records.stage as field_value,
        opportunities.begins_at,
        opportunities.closed_at
    from opportunities
    inner join records on opportunities.opportunity_key = records.source_key
    {%- for field in ['amount', 'expected_close_on'] %}
    union all
    select
        opportunity_key,
        '{{ field }}' as field,
        cast({{ field }} as string) as field_value,
        begins_at,
        closed_at
    from opportunities
    {%- endfor %}
    union all
    select
        opportunity_key,
        'probability' as field,
        cast(null as string) as field_value,
        begins_at,
        closed_at
    from opportunities
    {%- for field, column in [('owner', 'owner_source_key'), ('pipeline', 'pipeline')] %}
    union all
    select
        opportunities.opportunity_key,
        '{{ field }}' as field,
        records.{{ column }} as field_value,
        opportunities.begins_at,
        opportunities.closed_at
    from opportunities
    inner join records on opportunities.opportunity_key = records.source_key
    {%- endfor %}
),

-- From the beginning to the first change: the value before it. A deal is in its first stage, and in its
-- first pipeline, from the start; one whose first stage is its last was open until it closed.
before_first_change as (
    select
        latest.opportunity_key,
        latest.field,
        case
            when
                latest.field = 'stage'
                and written.old_value is null
                and written.recency_rank = 1
                and latest.closed_at <= written.valid_from
                then 'unknown'
            when latest.field in ('stage', 'pipeline')
                then coalesce(written.old_value, written.field_value)
            else written.old_value
        end as field_value,
        latest.begins_at as valid_from
    from latest
    inner join written
        on
            latest.opportunity_key = written.opportunity_key
            and latest.field = written.field
            and written.change_rank = 1
    where latest.begins_at < written.valid_from
),

-- A closed deal without history was open, in a stage nobody knows, until it closed.
unwritten as (
    select
        latest.opportunity_key,
        latest.field,
        case
            when latest.field = 'stage' and latest.begins_at < latest.closed_at then 'unknown'
            else latest.field_value
        end as field_value,
        latest.begins_at as valid_from,
        latest.closed_at
    from latest
    left join written
        on latest.opportunity_key = written.opportunity_key and latest.field = written.field
    where written.opportunity_key is null
),

closing as (
    select unwritten.opportunity_key, unwritten.field, latest.field_value, unwritten.closed_at as valid_from
    from unwritten
    inner join latest on unwritten.opportunity_key = latest.opportunity_key and unwritten.field = latest.field
    where unwritten.field = 'stage' and unwritten.valid_from < unwritten.closed_at
),

-- A history that stops before the deal closed would leave it open for ever: today's stage ends it.
untold_closing as (
    select latest.opportunity_key, latest.field, latest.field_value, latest.closed_at as valid_from
    from latest
    inner join written
        on
            latest.opportunity_key = written.opportunity_key
            and latest.field = written.field
            and written.recency_rank = 1
    where
        latest.field = 'stage'
        and latest.field_value <> written.field_value
        and latest.closed_at > written.valid_from
),

periods as (
    select opportunity_key, field, field_value, valid_from, change_rank from written
    union all
    select opportunity_key, field, field_value, valid_from, 0 as change_rank from before_first_change
    union all
    select opportunity_key, field, field_value, valid_from, 0 as change_rank from unwritten
    union all
    select opportunity_key, field, field_value, valid_from, 1 as change_rank from closing
    union all
    select opportunity_key, field, field_value, valid_from, 1 as change_rank from untold_closing
),

followed as (
    select
        opportunity_key,
        field,
        field_value,
        valid_from,
        coalesce(
            lead(valid_from) over (
                partition by opportunity_key, field order by valid_from, change_rank
            ), cast('9999-12-31' as timestamp)
        ) as valid_to
    from periods
),

field_periods as (
    select * from followed where valid_from < valid_to
)
{%- endmacro %}
