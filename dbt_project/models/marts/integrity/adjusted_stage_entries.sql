{#
    Entries in stages, as fct_stage_entries has them, but for deals that were logged late: what they entered
    with their creation they entered with their first trace.
#}
{%- set window_days = var('windows').stage_conversion_days %}
with entries as (
    select * from {{ ref('fct_stage_entries') }}
),

late_logged as (
    select * from {{ ref('adjusted_deals') }} where is_late_logged = 1
),

reps as (
    select * from {{ ref('reps') }}
),

ordered as (
    select
        *,
        min(entered_at) over (partition by opportunity_key) as first_entered_at
    from entries
),

moved as (
    select
        ordered.*,
        {{ flag('late_logged.entered_at < ordered.first_entered_at') }} as is_moved_deal,
        case
            when ordered.entered_at = ordered.first_entered_at
                then least(ordered.entered_at, coalesce(late_logged.entered_at, ordered.entered_at))
            else ordered.entered_at
        end as adjusted_at,
        case
            when ordered.reached_next_at = ordered.first_entered_at
                then least(ordered.reached_next_at, coalesce(late_logged.entered_at, ordered.reached_next_at))
            else ordered.reached_next_at
        end as adjusted_next_at
    from ordered
    left join late_logged on ordered.opportunity_key = late_logged.opportunity_key
),

dated as (
    select
        *,
        {{ business_date('adjusted_at') }} as adjusted_on,
        {{ add_days('adjusted_at', window_days) }} as window_closes_at
    from moved
),

final as (
    select
        dated.stage_entry_key,
        dated.opportunity_key,
        dated.stage_key,
        dated.adjusted_on as entered_on,
        dated.owner_key,
        case
            when dated.is_moved_deal = 1 and dated.entered_at = dated.first_entered_at
                then coalesce(reps.team_key, 'unknown')
            else dated.team_key
        end as team_key,
        dated.is_entered,
        {{ flag('dated.adjusted_next_at <= dated.window_closes_at') }} as is_converted_in_window
    from dated
    left join reps
        on
            dated.owner_key = reps.rep_key
            and dated.adjusted_on between reps.valid_from and reps.valid_to
)

select * from final
