{#
    What each recurring line is worth a month at the end of each month, quarter and year, and was at the
    end of the one before: two rows, for the customer may have changed hands in between. Of a customer that
    did so in a month there are two more, in the month and the quarter and year around it: what went from the
    one who had it at the start of the month, and came to the one who had it at its end.
#}
with lines as (
    select *
    from {{ ref('recurring_lines') }}
    -- A line that is worth nobody knows what is worth nothing here, and is counted as missing.
    where
        monthly_amount is not null
        or is_fx_missing = 1
        or is_amount_missing = 1
        or billing_period = 'unknown'
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

placed as (
    select
        lines.order_line_key,
        lines.customer_key,
        lines.monthly_amount,
        cut_offs.period_grain,
        cut_offs.period_start_on,
        cut_offs.period_end_on,
        cut_offs.side,
        cut_offs.cut_off_on,
        cast(null as date) as handed_on
    from lines
    inner join cut_offs
        on
            lines.starts_on <= cut_offs.cut_off_on
            and (lines.effective_ends_on is null or lines.effective_ends_on > cut_offs.cut_off_on)
),

owned as (
    select
        placed.*,
        owners.owner_key,
        coalesce(reps.team_key, 'unknown') as team_key
    from placed
    inner join owners
        on
            placed.customer_key = owners.customer_key
            and placed.cut_off_on >= owners.from_on
            and placed.cut_off_on < owners.to_on
    left join reps
        on
            owners.owner_key = reps.rep_key
            and placed.cut_off_on between reps.valid_from and reps.valid_to
),

-- Whoever has at the end of a month what another had at its start. The line itself may be over by then.
handed as (
    select
        owned.*,
        owners.owner_key as next_owner_key,
        coalesce(reps.team_key, 'unknown') as next_team_key
    from owned
    inner join owners
        on
            owned.customer_key = owners.customer_key
            and owned.period_end_on >= owners.from_on
            and owned.period_end_on < owners.to_on
    left join reps
        on
            owners.owner_key = reps.rep_key
            and owned.period_end_on between reps.valid_from and reps.valid_to
    where
        owned.period_grain = 'month'
        and owned.side = 'start'
        and (owned.owner_key <> owners.owner_key or owned.team_key <> coalesce(reps.team_key, 'unknown'))
),

transfers as (
    select
        handed.order_line_key,
        periods.period_grain,
        periods.period_start_on,
        periods.period_end_on,
        'went' as side,
        handed.period_start_on as handed_on,
        handed.owner_key,
        handed.team_key
    from handed
    inner join periods
        on handed.period_start_on >= periods.period_start_on and handed.period_end_on <= periods.period_end_on
    union all
    select
        handed.order_line_key,
        periods.period_grain,
        periods.period_start_on,
        periods.period_end_on,
        'came' as side,
        handed.period_start_on as handed_on,
        handed.next_owner_key as owner_key,
        handed.next_team_key as team_key
    from handed
    inner join periods
        on handed.period_start_on >= periods.period_start_on and handed.period_end_on <= periods.period_end_on
),

sided as (
    select
        order_line_key, period_grain, period_start_on, period_end_on, side, handed_on, owner_key, team_key
    from owned
    union all
    select
        order_line_key, period_grain, period_start_on, period_end_on, side, handed_on, owner_key, team_key
    from transfers
),

origins as (
    select * from owners where to_on = cast('9999-12-31' as date)
),

final as (
    select
        lines.order_line_key || ':' || sided.period_grain || ':' || cast(sided.period_start_on as string)
        || ':' || sided.side || coalesce(':' || cast(sided.handed_on as string), '') as mrr_key,
        lines.order_line_key,
        lines.opportunity_key,
        lines.account_key,
        lines.customer_key,
        sided.period_grain,
        sided.period_start_on,
        sided.period_end_on,
        {{ add_days_to_date('sided.period_end_on', 1) }} as next_period_on,
        {{ add_months('sided.period_start_on', 12) }} as next_year_on,
        lines.product_key,
        lines.pipeline_key,
        sided.owner_key,
        sided.team_key,
        origins.channel_key,
        origins.campaign_key,
        origins.market_key,
        origins.segment_key,
        origins.industry_key,
        lines.currency,
        {{ flag("sided.side = 'end'") }} as is_counted,
        {{ flag("sided.side = 'end' and lines.is_fx_missing = 1") }} as is_fx_missing,
        {{ flag("sided.side = 'end' and lines.billing_period = 'unknown'") }} as is_billing_period_unknown,
        {{ flag("sided.side = 'end' and lines.is_amount_missing = 1") }} as is_amount_missing,
        {{ flag("sided.side in ('went', 'came')") }} as is_handed,
        {{ flag("sided.side in ('went', 'came') and lines.is_fx_missing = 1") }} as is_handed_fx_missing,
        {{ flag("sided.side in ('went', 'came') and lines.billing_period = 'unknown'") }}
            as is_handed_billing_period_unknown,
        {{ flag("sided.side in ('went', 'came') and lines.is_amount_missing = 1") }}
            as is_handed_amount_missing,
        cast(case
            when sided.side = 'end' then coalesce(lines.monthly_amount, 0) else 0
        end as decimal(18, 2)) as mrr,
        cast(case
            when sided.side = 'start' then coalesce(lines.monthly_amount, 0) else 0
        end as decimal(18, 2)) as previous_mrr,
        cast(case sided.side
            when 'came' then coalesce(lines.monthly_amount, 0)
            when 'went' then -coalesce(lines.monthly_amount, 0)
            else 0
        end as decimal(18, 2)) as transferred_mrr
    from sided
    inner join lines on sided.order_line_key = lines.order_line_key
    inner join origins on lines.customer_key = origins.customer_key
)

select * from final
