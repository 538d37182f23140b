{#
    Which KPI of which quarter and rep each observed record flatters, and by how much: the figure with it
    less the figure without it, or with what it hides. Below zero: the KPI is kept low.
#}
with records as (
    select * from {{ ref('integrity_records') }} where observed = 1
),

days as (
    select * from {{ ref('calendar_days') }}
),

opportunities as (
    select * from {{ ref('fct_opportunities') }} where is_closed = 1
),

forecasts as (
    select * from {{ ref('integrity_forecasts') }} where is_decisive = 1
),

shifts as (
    select * from {{ ref('close_date_shifts') }}
),

open_days as (
    select * from {{ ref('fct_opportunity_days') }}
),

entries as (
    select * from {{ ref('activity_entries') }}
),

leads as (
    select * from {{ ref('lead_prospecting') }}
),

responses as (
    select * from {{ ref('lead_responses') }}
),

closings as (
    select
        opportunities.owner_key,
        days.quarter_start_on,
        cast(sum(opportunities.is_won) as {{ type_double() }}) as won,
        cast(sum(opportunities.is_closed) as {{ type_double() }}) as closed
    from opportunities
    inner join days on opportunities.closed_on = days.day_on
    group by opportunities.owner_key, days.quarter_start_on
),

answers as (
    select
        leads.owner_key,
        days.quarter_start_on,
        cast(sum(leads.is_touched) as {{ type_double() }}) as touched,
        cast(sum(leads.is_touched * responses.is_response_in_window) as {{ type_double() }}) as answered
    from leads
    inner join days on leads.assigned_on = days.day_on
    left join responses on leads.lead_key = responses.person_key
    group by leads.owner_key, days.quarter_start_on
),

shifted as (
    select
        shifts.shift_key,
        case when shifts.is_pushed = 1 then shifts.expected_next_on else shifts.expected_on end
            as expected_on,
        open_days.weighted_amount_reporting
    from shifts
    left join open_days
        on
            shifts.opportunity_key = open_days.opportunity_key
            and {{ business_date('shifts.acted_at') }} = open_days.day_on
),

-- The day whose quarter is flattered: a forecast gains where the deal is expected now.
dated as (
    select
        records.*,
        shifted.weighted_amount_reporting,
        case
            when records.rule in ('close_date_push', 'close_date_pull') then shifted.expected_on
            else records.counted_on
        end as effect_on
    from records
    left join shifted on records.record_key = shifted.shift_key
),

measured as (
    select
        dated.record_id,
        days.quarter_start_on as effect_period_start,
        case
            when dated.rule in ('late_logged_pipeline', 'undeclared_losses') then 'win_rate'
            when dated.rule in ('happy_ears', 'sandbagging') then 'weighted_pipeline'
            when dated.rule in ('close_date_push', 'close_date_pull') then 'forecast_revenue'
            when dated.rule = 'quarter_end_bunching' then 'revenue'
            when dated.rule = 'selective_prospecting' then 'response_rate'
            when entries.type = 'call' and entries.direction = 'outbound' then 'calls_made'
            when entries.type = 'email' and entries.direction = 'outbound' then 'sales_emails_sent'
            when entries.type = 'social' and entries.direction = 'outbound' then 'social_touches'
            when entries.type = 'meeting' and entries.outcome = 'held' then 'meetings_held'
            when dated.rule in ('backdated_activities', 'bulk_entry') then 'activities_per_rep'
            when dated.rule = 'incomplete_records' and dated.record_kind = 'lead' then 'leads_generated'
        end as effect_kpi,
        case
            -- Such a win never ran the risk of being lost.
            when dated.rule = 'late_logged_pipeline'
                then
                    closings.won / nullif(closings.closed, 0)
                    - (closings.won - 1) / nullif(closings.closed - 1, 0)
            when dated.rule = 'undeclared_losses'
                then
                    closings.won / nullif(closings.closed, 0)
                    - closings.won / nullif(closings.closed + 1, 0)
            when dated.rule in ('happy_ears', 'sandbagging')
                then dated.amount * (forecasts.probability - forecasts.usual_probability)
            when dated.rule in ('close_date_push', 'close_date_pull')
                then cast(dated.weighted_amount_reporting as {{ type_double() }})
            when dated.rule = 'quarter_end_bunching' then dated.amount
            when dated.rule = 'selective_prospecting'
                then
                    answers.answered / nullif(answers.touched, 0)
                    - answers.answered / nullif(answers.touched + 1, 0)
            when dated.rule in ('backdated_activities', 'bulk_entry') then 1
            when dated.rule = 'incomplete_records' and dated.record_kind = 'lead' then 1
        end as effect_by
    from dated
    left join days on dated.effect_on = days.day_on
    left join closings
        on dated.owner_key = closings.owner_key and days.quarter_start_on = closings.quarter_start_on
    left join answers
        on dated.owner_key = answers.owner_key and days.quarter_start_on = answers.quarter_start_on
    left join forecasts on dated.record_key = forecasts.opportunity_key
    left join entries on dated.record_key = entries.activity_key
),

final as (
    select
        record_id,
        effect_kpi,
        effect_period_start,
        cast(effect_by as {{ type_double() }}) as effect_by
    from measured
)

select * from final
