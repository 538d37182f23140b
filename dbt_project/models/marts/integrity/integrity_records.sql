{#
    What each rule looks at: one row per rule and record, flagged or not. The statistics compare a rep's
    records with those of the peers.
#}
{%- set rules = [
    'late_logged_pipeline', 'happy_ears', 'sandbagging', 'close_date_push', 'close_date_pull',
    'quarter_end_bunching', 'selective_prospecting', 'backdated_activities', 'bulk_entry',
    'undeclared_losses', 'incomplete_records'
] %}
with records as (
    {%- for rule in rules %}
    {{ 'union all' if not loop.first }}
    select * from {{ ref(rule) }}
    {%- endfor %}
),

span as (
    select * from {{ ref('data_span') }}
),

-- What was before the history was imported, by nobody's choice.
known as (
    select records.*
    from records
    cross join span
    where records.counted_on >= span.history_from
),

final as (
    select
        rule || ':' || record_kind || ':' || record_key as record_id,
        rule,
        record_kind,
        record_key,
        owner_key,
        team_key,
        counted_on,
        stratum,
        observed,
        expected,
        cleared_by,
        claimed_at,
        recorded_at,
        first_seen_at,
        amount,
        -- Words only of what is found: the rest is nobody's business.
        case when observed = 1 then evidence_en end as evidence_en,
        case when observed = 1 then evidence_fr end as evidence_fr
    from known
)

select * from final
