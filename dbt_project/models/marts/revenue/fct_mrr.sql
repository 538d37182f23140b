{#
    What each recurring line is worth a month at the end of each month, quarter and year, and was at the
    end of the one before: two rows, for the customer may have changed hands in between.
#}
with lines as (
    select *
    from {{ ref('recurring_lines') }}
    -- A line that is worth nobody knows what is worth nothing here, and is counted as missing.
    where monthly_amount is not null or is_fx_missing = 1 or billing_period = 'unknown'
),

owners as (
    select * from {{ ref('customer_owners') }}
),

reps as (
    select * from {{ ref('reps') }}
),

periods as (
    {{ customer_periods(['month', 'quarter', 'year']) }}
),

cut_offs as (
    select period_grain, period_start_on, period_end_on, 'end' as side, period_end_on as cut_off_on
    from periods
    union all
    select period_grain, period_start_on, period_end_on, 'start' as side, previous_end_on as cut_off_on
    from periods
),

final as (
    select
        lines.order_line_key || ':' || cut_offs.period_grain || ':'
        || cast(cut_offs.period_start_on as string) || ':' || cut_offs.side as mrr_key,
        lines.order_line_key,
        lines.opportunity_key,
        lines.account_key,
        lines.customer_key,
        cut_offs.period_grain,
        cut_offs.period_start_on,
        cut_offs.period_end_on,
        lines.product_key,
        lines.pipeline_key,
        owners.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key,
        owners.channel_key,
        owners.campaign_key,
        owners.market_key,
        owners.segment_key,
        owners.industry_key,
        lines.currency,
        {{ flag("cut_offs.side = 'end'") }} as is_counted,
        {{ flag("cut_offs.side = 'end' and lines.is_fx_missing = 1") }} as is_fx_missing,
        {{ flag("cut_offs.side = 'end' and lines.billing_period = 'unknown'") }} as is_billing_period_unknown,
        cast(case
            when cut_offs.side = 'end' then coalesce(lines.monthly_amount, 0) else 0
        end as decimal(18, 2)) as mrr,
        cast(case
            when cut_offs.side = 'start' then coalesce(lines.monthly_amount, 0) else 0
        end as decimal(18, 2)) as previous_mrr
    from lines
    inner join cut_offs
        on
            lines.starts_on <= cut_offs.cut_off_on
            and (lines.effective_ends_on is null or lines.effective_ends_on > cut_offs.cut_off_on)
    inner join owners
        on
            lines.customer_key = owners.customer_key
            and cut_offs.cut_off_on >= owners.from_on
            and cut_offs.cut_off_on < owners.to_on
    left join reps
        on
            owners.owner_key = reps.rep_key
            and cut_offs.cut_off_on between reps.valid_from and reps.valid_to
)

select * from final
