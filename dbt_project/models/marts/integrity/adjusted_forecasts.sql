{#
    The forecast of each month, quarter and year as it was made when it began, had nobody moved dates in the
    last days of a period, declared a loss late or entered a deal late: one row per period and deal. The
    changes of expected dates that were observed as a shift across the end of such a period are left out.
    Weighted by how often such deals were won.
#}
with records as (
    select * from {{ ref('opportunity_records') }}
),

beliefs as (
    select * from {{ ref('opportunity_beliefs') }}
),

stages as (
    select * from {{ ref('stage_meanings') }}
),

days as (
    select * from {{ ref('calendar_days') }}
),

periods as (
    select * from {{ ref('dim_periods') }} where grain in ('month', 'quarter', 'year')
),

identity_reps as (
    select * from {{ ref('identity_reps') }}
),

reps as (
    select * from {{ ref('reps') }}
),

rates as (
    select * from {{ ref('fx_rates_daily') }}
),

shifts as (
    select * from {{ ref('close_date_shifts') }} where is_shifted = 1 and is_handover = 0
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

period_days as (
    {{ period_days('days') }}
),

begun_periods as (
    select
        periods.grain,
        periods.period_start as period_start_on,
        periods.period_end as period_end_on,
        days.starts_at,
        {{ add_days_to_date('periods.period_start', -1) }} as rate_on
    from periods
    inner join days on periods.period_start = days.day_on
),

grains as (
    select distinct grain from periods
),

shift_windows as (
    select
        opportunity_key,
        period_grain as grain,
        first_moved_at as moved_from,
        {{ day_start(add_days_to_date('period_end_on', 1)) }} as moved_until
    from shifts
),

expectations as (
    select
        beliefs.opportunity_key,
        grains.grain,
        {{ safe_cast_to('beliefs.field_value', 'date') }} as expected_close_on,
        beliefs.known_from,
        max(beliefs.known_to) over (partition by beliefs.opportunity_key, grains.grain) as known_until
    from beliefs
    cross join grains
    where beliefs.field = 'expected_close_on'
),

unshifted as (
    select expectations.*
    from expectations
    left join shift_windows
        on
            expectations.opportunity_key = shift_windows.opportunity_key
            and expectations.grain = shift_windows.grain
            and expectations.known_from >= shift_windows.moved_from
            and expectations.known_from < shift_windows.moved_until
    where shift_windows.opportunity_key is null
),

followed as (
    select
        *,
        lead(known_from) over (partition by opportunity_key, grain order by known_from) as next_known_from
    from unshifted
),

due as (
    select
        followed.opportunity_key,
        followed.expected_close_on,
        begun_periods.grain,
        begun_periods.period_start_on,
        begun_periods.starts_at,
        begun_periods.rate_on
    from followed
    inner join period_days
        on followed.grain = period_days.grain and followed.expected_close_on = period_days.day_on
    inner join begun_periods
        on
            period_days.grain = begun_periods.grain
            and period_days.period_start_on = begun_periods.period_start_on
            and followed.known_from < begun_periods.starts_at
            and coalesce(followed.next_known_from, followed.known_until) >= begun_periods.starts_at
),

{{ believed_deals() }},

logged as (
    select
        valued.opportunity_key,
        valued.grain,
        valued.period_start_on,
        valued.rate_on,
        valued.pipeline_key,
        valued.stage_key,
        valued.owner_key,
        valued.team_key,
        valued.currency,
        valued.amount,
        valued.amount_reporting,
        valued.is_fx_missing,
        coalesce(deals.entered_on, {{ business_date('records.created_at') }}) as entered_on
    from valued
    inner join records on valued.opportunity_key = records.opportunity_key
    left join deals on valued.opportunity_key = deals.opportunity_key
    -- A deal that was deleted later was known then, and nobody judges it now.
    where
        deals.opportunity_key is null
        or deals.is_undeclared_loss = 0
        or valued.period_start_on <= deals.closed_on
),

unlogged as (
    select
        unlogged_deals.opportunity_key,
        begun_periods.grain,
        begun_periods.period_start_on,
        begun_periods.rate_on,
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
    inner join begun_periods
        on
            unlogged_deals.expected_close_on >= begun_periods.period_start_on
            and unlogged_deals.expected_close_on <= begun_periods.period_end_on
            and unlogged_deals.entered_at < begun_periods.starts_at
            and unlogged_deals.recorded_at >= begun_periods.starts_at
            and unlogged_deals.closed_at >= begun_periods.starts_at
    left join reps
        on
            unlogged_deals.owner_key = reps.rep_key
            and begun_periods.period_start_on between reps.valid_from and reps.valid_to
    left join rates
        on begun_periods.rate_on = rates.day_on and unlogged_deals.currency = rates.currency
),

expected as (
    select * from logged
    union all
    select * from unlogged
),

aged as (
    select
        *,
        {{ first_day_of('month', 'rate_on') }} as chance_month_on,
        {{ whole_days_between('entered_on', 'rate_on') }} as age_days
    from expected
),

final as (
    select
        aged.opportunity_key || ':' || aged.grain || ':' || cast(aged.period_start_on as string)
            as forecast_key,
        aged.opportunity_key,
        aged.grain as period_grain,
        aged.period_start_on,
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
        cast(1 as bigint) as is_due
    from aged
    left join win_chances
        on
            aged.chance_month_on = win_chances.month_start_on
            and aged.pipeline_key = win_chances.pipeline_key
            and aged.stage_key = win_chances.stage_key
            and aged.age_days between win_chances.age_from and win_chances.age_to
)

select * from final
