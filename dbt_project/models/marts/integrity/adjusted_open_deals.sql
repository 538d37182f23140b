{#
    Open deals at the ends of months, or on as_of, as they would be had losses been declared and deals been
    entered at their first trace; weighted by how often such deals were won. A deal that was not entered
    yet counts with what it was entered with.
#}
with open_days as (
    select * from {{ ref('fct_opportunity_days') }} where is_month_end = 1
),

deals as (
    select * from {{ ref('adjusted_deals') }}
),

unlogged_deals as (
    select * from {{ ref('adjusted_unlogged_deals') }}
),

win_chances as (
    select * from {{ ref('adjusted_win_chances') }}
),

days as (
    select * from {{ ref('calendar_days') }} where day_on <= {{ as_of() }}
),

reps as (
    select * from {{ ref('reps') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

period_ends as (
    select
        day_on,
        month_start_on,
        {{ is_period_end('day_on', add_months('month_start_on', 1)) }} as is_month_end,
        {{ is_period_end('day_on', add_months('quarter_start_on', 3)) }} as is_quarter_end,
        {{ is_period_end('day_on', add_months('year_start_on', 12)) }} as is_year_end
    from days
),

month_ends as (
    select * from period_ends where is_month_end = 1
),

logged as (
    select
        open_days.opportunity_key,
        open_days.day_on,
        open_days.pipeline_key,
        open_days.stage_key,
        open_days.owner_key,
        open_days.team_key,
        open_days.currency,
        open_days.amount,
        open_days.amount_reporting,
        open_days.is_fx_missing,
        deals.entered_on
    from open_days
    inner join deals on open_days.opportunity_key = deals.opportunity_key
    where deals.is_undeclared_loss = 0 or open_days.day_on < deals.closed_on
),

unlogged as (
    select
        unlogged_deals.opportunity_key,
        month_ends.day_on,
        unlogged_deals.pipeline_key,
        unlogged_deals.stage_key,
        unlogged_deals.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        unlogged_deals.currency,
        unlogged_deals.amount,
        {{ in_reporting_currency('unlogged_deals.amount', 'rates.rate') }} as amount_reporting,
        {{ fx_missing('unlogged_deals.amount', 'rates.rate') }} as is_fx_missing,
        unlogged_deals.entered_on
    from unlogged_deals
    inner join month_ends
        on
            unlogged_deals.entered_on <= month_ends.day_on
            and unlogged_deals.created_on > month_ends.day_on
            and unlogged_deals.closed_on > month_ends.day_on
    left join reps
        on
            unlogged_deals.owner_key = reps.rep_key
            and month_ends.day_on between reps.valid_from and reps.valid_to
    left join rates
        on month_ends.day_on = rates.day_on and unlogged_deals.currency = rates.currency
),

open_deals as (
    select * from logged
    union all
    select * from unlogged
),

aged as (
    select
        open_deals.*,
        month_ends.month_start_on,
        month_ends.is_month_end,
        month_ends.is_quarter_end,
        month_ends.is_year_end,
        {{ whole_days_between('open_deals.entered_on', 'open_deals.day_on') }} as age_days
    from open_deals
    inner join month_ends on open_deals.day_on = month_ends.day_on
),

final as (
    select
        aged.opportunity_key || ':' || cast(aged.day_on as string) as adjusted_day_key,
        aged.opportunity_key,
        aged.day_on,
        aged.pipeline_key,
        aged.stage_key,
        aged.owner_key,
        aged.team_key,
        aged.currency,
        aged.amount,
        aged.amount_reporting,
        aged.is_fx_missing,
        win_chances.win_chance,
        {{ weighted('aged.amount_reporting', 'win_chances.win_chance') }} as weighted_amount_reporting,
        {{ flag('win_chances.win_chance is null') }} as is_chance_missing,
        cast(1 as bigint) as is_open,
        aged.is_month_end,
        aged.is_quarter_end,
        aged.is_year_end
    from aged
    left join win_chances
        on
            aged.month_start_on = win_chances.month_start_on
            and aged.pipeline_key = win_chances.pipeline_key
            and aged.stage_key = win_chances.stage_key
            and aged.age_days between win_chances.age_from and win_chances.age_to
)

select * from final
