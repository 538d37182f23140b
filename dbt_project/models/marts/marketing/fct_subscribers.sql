{#
    Newsletter subscribers at the end of each month, quarter and year (of the running one: at as_of),
    added up by each dimension. A reader is a subscriber who lately opened or clicked a newsletter.
#}
{%- set window = var('windows').newsletter_reader_days %}
{%- set dimensions = ['owner', 'team', 'channel', 'campaign', 'market', 'segment', 'industry'] %}
with people as (
    select * from {{ ref('people') }} where lead_source_key is not null
),

identity as (
    select * from {{ ref('identity_people') }} where is_record
),

changes as (
    select *
    from {{ ref('int_person_changes__unioned') }}
    where field = 'subscribed' and not coalesce(is_deleted, false)
),

owners as (
    select * from {{ ref('person_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

emails as (
    select * from {{ ref('fct_emails') }}
),

periods as (
    select grain, period_start, least(period_end, {{ as_of() }}) as ends_on
    from {{ ref('dim_periods') }}
    where grain in ('month', 'quarter', 'year')
),

ends as (
    select distinct ends_on, {{ day_start(add_days_to_date('ends_on', 1)) }} as ends_at from periods
),

stated as (
    select
        identity.person_key,
        changes.new_value = 'true' as is_subscribed,
        changes.changed_at as valid_from,
        changes.recorded_at,
        changes.source_key
    from changes
    inner join identity on changes.person_source_key = identity.source_key
),

-- Where the source keeps no history, today's choice holds since the person became known.
unwritten as (
    select
        people.person_key,
        people.is_subscribed,
        people.lead_at as valid_from,
        people.updated_at as recorded_at,
        people.lead_source_key as source_key
    from people
    left join stated on people.person_key = stated.person_key
    where stated.person_key is null
),

choices as (
    select * from stated
    union all
    select * from unwritten
),

spells as (
    select
        person_key,
        is_subscribed,
        valid_from,
        coalesce(
            lead(valid_from) over (
                partition by person_key order by valid_from, recorded_at, source_key
            ), cast('9999-12-31' as timestamp)
        ) as valid_to
    from choices
),

readings as (
    select distinct emails.person_key, ends.ends_on, 1 as is_reader
    from emails
    inner join ends
        on
            emails.occurred_at < ends.ends_at
            and emails.occurred_at >= {{ add_days('ends.ends_at', -window) }}
    where
        emails.is_newsletter = 1
        and (emails.is_opened = 1 or emails.is_clicked = 1)
        and emails.person_key <> 'unknown'
),

subscribers as (
    select
        ends.ends_on,
        coalesce(owners.owner_key, 'unknown') as owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        people.channel_key,
        people.campaign_key,
        people.market_key,
        people.segment_key,
        people.industry_key,
        coalesce(readings.is_reader, 0) as is_reader
    from spells
    inner join ends on spells.valid_from < ends.ends_at and spells.valid_to >= ends.ends_at
    inner join people on spells.person_key = people.person_key
    left join owners
        on
            spells.person_key = owners.person_key
            and ends.ends_at > owners.valid_from
            and ends.ends_at <= owners.valid_to
    left join reps
        on
            owners.owner_key = reps.rep_key
            and ends.ends_on between reps.valid_from and reps.valid_to
    left join readings on spells.person_key = readings.person_key and ends.ends_on = readings.ends_on
    where spells.is_subscribed
),

-- A key of a subscriber is never null: one that is, is not what the row is about.
counted as (
    select
        ends_on,
        {%- for dimension in dimensions %}
        {{ dimension }}_key,
        {%- endfor %}
        count(*) as subscribers,
        sum(is_reader) as readers
    from subscribers
    group by grouping sets (
        (ends_on)
        {%- for dimension in dimensions %},
        (ends_on, {{ dimension }}_key)
        {%- endfor %}
    )
),

sliced as (
    select
        ends_on,
        case
            {%- for dimension in dimensions %}
            when {{ dimension }}_key is not null then '{{ dimension }}'
            {%- endfor %}
            else 'total'
        end as slice,
        coalesce(
            {%- for dimension in dimensions %}
            {{ dimension }}_key,
            {%- endfor %}
            'total'
        ) as slice_value,
        {%- for dimension in dimensions %}
        coalesce({{ dimension }}_key, 'unknown') as {{ dimension }}_key,
        {%- endfor %}
        cast(subscribers as bigint) as subscribers,
        cast(readers as bigint) as readers
    from counted
),

final as (
    select
        periods.grain || ':' || cast(periods.period_start as string) || ':' || sliced.slice || ':'
        || sliced.slice_value as subscriber_slice_key,
        periods.grain as period_grain,
        periods.period_start as period_start_on,
        sliced.slice,
        sliced.slice_value,
        {%- for dimension in dimensions %}
        sliced.{{ dimension }}_key,
        {%- endfor %}
        sliced.subscribers,
        sliced.readers
    from sliced
    inner join periods on sliced.ends_on = periods.ends_on
)

select * from final
