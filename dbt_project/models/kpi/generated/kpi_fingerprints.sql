{{ config(materialized='table', tags=['kpi', 'kpi_generated']) }}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
-- Another definition or setting touches every day.
select 'definitions' as fact, cast('1900-01-01' as date) as metric_day,
    {{ text('3b1c58f3fba68d0c ' ~ kpi_settings()) }} as fingerprint,
    1 as row_count
union all
select 'dim_periods:' || grain as fact, period_start as metric_day,
    {{ rows_fingerprint(['period_end', 'previous_start', 'previous_year_start', 'history_from']) }} as fingerprint, count(*) as row_count
from {{ ref('dim_periods') }}
group by grain, period_start
union all
select 'acquisition_costs' as fact, day_on as metric_day,
    {{ rows_fingerprint(["cast(marketing_cost + sales_cost as decimal(28, 9))", "day_on", "market_key", "spend_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_spend') }}
where day_on is not null
group by day_on
union all
select 'activities' as fact, occurred_on as metric_day,
    {{ rows_fingerprint(["active_rep", "activity_key", "campaign_key", "case when is_customer_visit = 1 then customer_key end", "cast(case when is_timed = 1 then minutes end as decimal(28, 9))", "channel_key", "industry_key", "is_customer_visit", "is_demo_held", "is_follow_up", "is_meeting_due", "is_meeting_held", "is_meeting_no_show * is_meeting_due", "is_outbound_call", "is_outbound_email", "is_outbound_social", "is_outbound_touch", "is_past", "is_qualified_meeting", "is_timed", "market_key", "occurred_on", "owner_key", "segment_key", "team_key", "type"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_activities') }}
where occurred_on is not null
group by occurred_on
union all
select 'adjusted_closings' as fact, closed_on as metric_day,
    {{ rows_fingerprint(["cast(cycle_days as decimal(28, 9))", "closed_on", "is_closed", "is_cycle", "is_won", "opportunity_key", "owner_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('adjusted_deals') }}
where closed_on is not null
group by closed_on
union all
select 'adjusted_entries' as fact, counted_on as metric_day,
    {{ rows_fingerprint(["activity_key", "counted_on", "is_meeting_held", "is_outbound_call", "owner_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('adjusted_activities') }}
where counted_on is not null
group by counted_on
union all
select 'adjusted_forecast_deals' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["forecast_key", "owner_key", "period_grain", "period_start_on", "team_key", "weighted_amount_reporting"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('adjusted_forecasts') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.period_start_on >= dim_periods.period_start
        and facts.period_start_on <= dim_periods.period_end
) as dated
where period_start_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'adjusted_lead_cohorts' as fact, lead_on as metric_day,
    {{ rows_fingerprint(["is_lead", "is_opportunity_in_window", "lead_on", "owner_key", "person_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('adjusted_leads') }}
where lead_on is not null
group by lead_on
union all
select 'adjusted_open_stock' as fact, day_on as metric_day,
    {{ rows_fingerprint(["adjusted_day_key", "amount_reporting", "day_on", "is_month_end", "is_quarter_end", "is_year_end", "owner_key", "team_key", "weighted_amount_reporting"]) }} as fingerprint, count(*) as row_count
from {{ ref('adjusted_open_deals') }}
where day_on is not null
group by day_on
union all
select 'adjusted_stages' as fact, entered_on as metric_day,
    {{ rows_fingerprint(["entered_on", "is_converted_in_window", "is_entered", "owner_key", "stage_entry_key", "stage_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('adjusted_stage_entries') }}
where entered_on is not null
group by entered_on
union all
select 'attribution' as fact, closed_on as metric_day,
    {{ rows_fingerprint(["attribution_key", "campaign_key", "case when model = 'first_touch' and is_attributed = 1 then attributed_amount end", "case when model = 'first_touch' and is_paid = 1 then attributed_amount end", "case when model = 'first_touch' then attributed_amount end", "case when model = 'last_touch' and is_attributed = 1 then attributed_amount end", "case when model = 'last_touch' and is_email = 1 then attributed_amount end", "case when model = 'last_touch' and is_paid = 1 then attributed_amount end", "case when model = 'last_touch' then attributed_amount end", "case when model = 'linear' and is_attributed = 1 then attributed_amount end", "case when model = 'linear' and is_paid = 1 then attributed_amount end", "case when model = 'linear' then attributed_amount end", "case when model = 'markov' and is_attributed = 1 then attributed_amount end", "case when model = 'markov' and is_paid = 1 then attributed_amount end", "case when model = 'markov' then attributed_amount end", "case when model = 'position_based' and is_attributed = 1 then attributed_amount end", "case when model = 'position_based' and is_paid = 1 then attributed_amount end", "case when model = 'position_based' then attributed_amount end", "case when model = 'time_decay' and is_attributed = 1 then attributed_amount end", "case when model = 'time_decay' and is_paid = 1 then attributed_amount end", "case when model = 'time_decay' then attributed_amount end", "case when model = 'w_shaped' and is_attributed = 1 then attributed_amount end", "case when model = 'w_shaped' and is_paid = 1 then attributed_amount end", "case when model = 'w_shaped' then attributed_amount end", "channel_key", "closed_on", "industry_key", "market_key", "owner_key", "pipeline_key", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_attribution') }}
where closed_on is not null
group by closed_on
union all
select 'campaigns' as fact, launched_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "is_hit", "is_launched", "launched_on"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_campaigns') }}
where launched_on is not null
group by launched_on
union all
select 'channel_attribution' as fact, month_on as metric_day,
    {{ rows_fingerprint(["attributed_amount", "channel_attribution_key", "channel_key", "month_on"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_channel_attribution') }}
where month_on is not null
group by month_on
union all
select 'close_timings' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["counted_on", "expected_edge_share", "is_due", "is_pulled", "is_pushed", "is_shifted", "is_signed_at_edge", "owner_key", "period_grain", "team_key", "timing_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('close_timing') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.counted_on >= dim_periods.period_start
        and facts.counted_on <= dim_periods.period_end
) as dated
where counted_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'closed_deals' as fact, closed_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "case when amount_reporting is not null then is_won else 0 end", "case when is_won = 1 and is_customer_unknown = 0 and type = 'expansion' then customer_key end", "case when is_won = 1 and is_customer_unknown = 0 then customer_key end", "case when qualified_cycle_days is not null then 1 else 0 end", "case when type = 'expansion' then won_amount else 0 end", "cast(cycle_days as decimal(28, 9))", "cast(qualified_cycle_days as decimal(28, 9))", "channel_key", "closed_amount", "closed_on", "cycle_days", "industry_key", "is_closed", "is_cycle", "is_new_customer", "is_new_customer - is_new_person", "is_onboarded_in_window", "is_referred_customer", "is_won", "market_key", "opportunity_key", "owner_key", "pipeline_key", "segment_key", "team_key", "type", "won_amount"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_opportunities') }}
where closed_on is not null
group by closed_on
union all
select 'closings' as fact, closed_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "cast(quality_score as decimal(28, 9))", "channel_key", "closed_amount", "closed_on", "competitor", "industry_key", "is_closed", "is_scored", "is_won_after_follow_up", "market_key", "opportunity_key", "owner_key", "pipeline_key", "reason", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_closings') }}
where closed_on is not null
group by closed_on
union all
select 'contents' as fact, published_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "content_key", "is_content", "is_social_post", "published_on"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_contents') }}
where published_on is not null
group by published_on
union all
select 'customer_periods' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "customer_period_key", "days_since_first_win", "industry_key", "is_active_at_end", "is_active_at_start", "is_active_at_start - losses", "is_active_year_ago", "is_loyal", "losses", "market_key", "owner_key", "period_end_on", "period_grain", "segment_key", "team_key", "year_losses", "year_margin", "year_revenue"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_customer_periods') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.period_end_on >= dim_periods.period_start
        and facts.period_end_on <= dim_periods.period_end
) as dated
where period_end_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'customer_value' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["active_customers", "cast(acquisition_cost as decimal(28, 9))", "customer_days", "customer_value_key", "market_key", "new_customers", "period_end_on", "period_grain", "year_ago_customers", "year_losses", "year_revenue"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_customer_value') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.period_end_on >= dim_periods.period_start
        and facts.period_end_on <= dim_periods.period_end
) as dated
where period_end_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'dormant_references' as fact, cleared_on as metric_day,
    {{ rows_fingerprint(["cleared_on", "dormant_reference_key", "is_cleared", "product_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_dormant_references') }}
where cleared_on is not null
group by cleared_on
union all
select 'email_sends' as fact, sent_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "case when sent_count > 0 then nullif(person_key, 'unknown') end", "email_send_key", "industry_key", "is_clicked", "is_converted", "is_delivered", "is_opened", "is_unsubscribed", "market_key", "segment_key", "sent_count", "sent_on"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_email_sends') }}
where sent_on is not null
group by sent_on
union all
select 'entered_activities' as fact, occurred_on as metric_day,
    {{ rows_fingerprint(["activity_key", "is_activity", "is_backdated", "is_bulk", "is_late", "occurred_on", "owner_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('activity_entries') }}
where occurred_on is not null
group by occurred_on
union all
select 'forecast_slices' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "case when won_amount > 0 then won_amount else 0 end", "channel_key", "counted_on", "forecast_amount", "forecast_p10", "forecast_p90", "forecast_slice_key", "foreseen_amount", "grain", "industry_key", "market_key", "owner_key", "pipeline_key", "segment_key", "slice", "team_key", "to_date_amount"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_forecast_slices') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.grain = dim_periods.grain
        and facts.counted_on >= dim_periods.period_start
        and facts.counted_on <= dim_periods.period_end
) as dated
where counted_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'funnel_stages' as fact, reached_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "funnel_stage_key", "industry_key", "is_ideal_customer", "is_lead", "is_mql", "is_opportunity", "is_opportunity_in_window", "is_qualified_in_window", "is_referred_lead", "is_sql", "is_sql_in_window", "is_won_in_window", "market_key", "owner_key", "reached_on", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_funnel_stages') }}
where reached_on is not null
group by reached_on
union all
select 'integrity_parts' as fact, holds_from as metric_day,
    {{ rows_fingerprint(["kpi_id", "weight"]) }} as fingerprint, count(*) as row_count
from {{ ref('dim_integrity_weights') }}
where holds_from is not null
group by holds_from
union all
select 'lead_scores' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "cast(score as decimal(28, 9))", "channel_key", "industry_key", "is_scored", "lead_on", "lead_score_key", "market_key", "owner_key", "period_grain", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_lead_scores') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.lead_on >= dim_periods.period_start
        and facts.lead_on <= dim_periods.period_end
) as dated
where lead_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'logged_wins' as fact, closed_on as metric_day,
    {{ rows_fingerprint(["closed_on", "is_late_logged", "is_won", "opportunity_key", "owner_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('integrity_wins') }}
where closed_on is not null
group by closed_on
union all
select 'market_periods' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["cast(market_size as decimal(28, 9))", "grain", "market_key", "market_period_key", "market_share_growth", "period_start_on", "slice", "won_amount"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_market_periods') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.grain = dim_periods.grain
        and facts.period_start_on >= dim_periods.period_start
        and facts.period_start_on <= dim_periods.period_end
) as dated
where period_start_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'meeting_bookings' as fact, booked_on as metric_day,
    {{ rows_fingerprint(["activity_key", "booked_on", "campaign_key", "channel_key", "industry_key", "is_with_prospect", "market_key", "owner_key", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_meeting_bookings') }}
where booked_on is not null
group by booked_on
union all
select 'mentions' as fact, occurred_on as metric_day,
    {{ rows_fingerprint(["channel_key", "is_mention", "mention_key", "net_positive", "occurred_on"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_mentions') }}
where occurred_on is not null
group by occurred_on
union all
select 'mrr_movements' as fact, month_end_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "churned_mrr", "contraction_mrr", "contraction_mrr + churned_mrr", "expansion_mrr", "industry_key", "is_month_end", "is_quarter_end", "is_recurring_customer", "is_year_end", "kept_mrr", "market_key", "month_end_on", "mrr", "mrr_movement_key", "new_mrr", "new_mrr + expansion_mrr + reactivated_mrr", "owner_key", "reactivated_mrr", "retained_mrr", "segment_key", "team_key", "year_ago_mrr"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_mrr_movements') }}
where month_end_on is not null
group by month_end_on
union all
select 'mrr_rows' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["12 * mrr", "campaign_key", "channel_key", "industry_key", "market_key", "mrr", "mrr - previous_mrr", "mrr_key", "owner_key", "period_end_on", "period_grain", "pipeline_key", "previous_mrr", "product_key", "segment_key", "team_key", "transferred_mrr"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_mrr') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.period_end_on >= dim_periods.period_start
        and facts.period_end_on <= dim_periods.period_end
) as dated
where period_end_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'open_deal_days' as fact, day_on as metric_day,
    {{ rows_fingerprint(["amount_reporting", "campaign_key", "channel_key", "day_on", "industry_key", "is_month_end", "is_open", "is_quarter_end", "is_week_end", "is_year_end", "market_key", "opportunity_day_key", "owner_key", "pipeline_key", "segment_key", "team_key", "weighted_amount_reporting"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_opportunity_days') }}
where day_on is not null
group by day_on
union all
select 'open_deal_endings' as fact, day_on as metric_day,
    {{ rows_fingerprint(["day_on", "is_month_end", "is_open", "is_overdue", "is_quarter_end", "is_silent", "is_undeclared", "is_year_end", "opportunity_day_key", "owner_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('open_deal_states') }}
where day_on is not null
group by day_on
union all
select 'open_ticket_days' as fact, day_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "day_on", "industry_key", "is_month_end", "is_open", "is_quarter_end", "is_week_end", "is_year_end", "market_key", "owner_key", "segment_key", "team_key", "ticket_day_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_ticket_days') }}
where day_on is not null
group by day_on
union all
select 'opportunity_milestones' as fact, reached_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "created_amount_reporting", "industry_key", "is_created", "is_created_won_in_window", "is_first_meeting", "is_first_proposal", "is_meeting_won_in_window", "is_proposal_won_in_window", "is_second_meeting_in_window", "market_key", "milestone_key", "owner_key", "pipeline_key", "reached_on", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_opportunity_milestones') }}
where reached_on is not null
group by reached_on
union all
select 'pipeline_velocity_slices' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "closed_by_cycle_days", "counted_on", "grain", "industry_key", "market_key", "owner_key", "pipeline_key", "segment_key", "slice", "team_key", "velocity_key", "won_by_cycles"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_pipeline_velocity') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.grain = dim_periods.grain
        and facts.counted_on >= dim_periods.period_start
        and facts.counted_on <= dim_periods.period_end
) as dated
where counted_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'prospected_leads' as fact, assigned_on as metric_day,
    {{ rows_fingerprint(["assigned_on", "is_assigned", "is_new_market", "is_touched", "is_untouched", "lead_key", "owner_key", "team_key", "temperature"]) }} as fingerprint, count(*) as row_count
from {{ ref('lead_prospecting') }}
where assigned_on is not null
group by assigned_on
union all
select 'purchase_periods' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["buyer_key", "campaign_key", "case when buyer_key is not null then is_purchase else 0 end", "channel_key", "grain", "industry_key", "market_key", "owner_key", "period_start_on", "pipeline_key", "purchase_period_key", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_purchase_periods') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.grain = dim_periods.grain
        and facts.period_start_on >= dim_periods.period_start
        and facts.period_start_on <= dim_periods.period_end
) as dated
where period_start_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'purchases' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "industry_key", "is_first_purchase", "is_first_repurchased_365d", "is_first_repurchased_60d", "is_first_repurchased_90d", "is_purchase", "is_repurchased_365d", "is_repurchased_60d", "is_repurchased_90d", "market_key", "owner_key", "period_grain", "pipeline_key", "purchase_key", "purchased_on", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_purchases') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.purchased_on >= dim_periods.period_start
        and facts.purchased_on <= dim_periods.period_end
) as dated
where purchased_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'quota_days' as fact, day_on as metric_day,
    {{ rows_fingerprint(["cast(quota_reporting as decimal(28, 9))", "cast(quota_to_date_reporting as decimal(28, 9))", "day_on", "owner_key", "quota_day_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_quota_days') }}
where day_on is not null
group by day_on
union all
select 'record_fields' as fact, day_on as metric_day,
    {{ rows_fingerprint(["day_on", "filled_fields", "is_month_end", "is_quarter_end", "is_year_end", "owner_key", "record_day_key", "record_kind", "required_fields", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('record_completeness') }}
where day_on is not null
group by day_on
union all
select 'refunds' as fact, refunded_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "industry_key", "market_key", "owner_key", "pipeline_key", "product_key", "refund_key", "refund_reporting", "refunded_on", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_refunds') }}
where refunded_on is not null
group by refunded_on
union all
select 'relationship_lengths' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "ended_months", "ended_spells", "expected_months", "industry_key", "market_key", "owner_key", "period_end_on", "period_grain", "relationship_length_key", "segment_key", "slice", "team_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_relationship_lengths') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.period_end_on >= dim_periods.period_start
        and facts.period_end_on <= dim_periods.period_end
) as dated
where period_end_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'rep_quota_periods' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["grain", "has_quota", "is_at_quota", "owner_key", "period_start_on", "rep_quota_period_key", "team_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_rep_quota_periods') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.grain = dim_periods.grain
        and facts.period_start_on >= dim_periods.period_start
        and facts.period_start_on <= dim_periods.period_end
) as dated
where period_start_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'replied_tickets' as fact, first_reply_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "cast(first_response_hours as decimal(28, 9))", "channel_key", "first_reply_on", "first_response_business_hours", "first_response_hours", "industry_key", "is_replied", "market_key", "owner_key", "segment_key", "team_key", "ticket_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_tickets') }}
where first_reply_on is not null
group by first_reply_on
union all
select 'revenue_asked' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["asked", "asked_left", "counted_on", "due_amount", "grain", "owner_key", "revenue_asked_key", "slice", "still_due_amount", "team_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('kpi_revenue_asked') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.grain = dim_periods.grain
        and facts.counted_on >= dim_periods.period_start
        and facts.counted_on <= dim_periods.period_end
) as dated
where counted_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'sales_costs' as fact, day_on as metric_day,
    {{ rows_fingerprint(["cast(sales_cost as decimal(28, 9))", "day_on", "market_key", "spend_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_spend') }}
where day_on is not null
group by day_on
union all
select 'sent_proposals' as fact, sent_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "industry_key", "is_sent", "market_key", "owner_key", "pipeline_key", "proposal_key", "segment_key", "sent_on", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_proposals') }}
where sent_on is not null
group by sent_on
union all
select 'sla_targets' as fact, due_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "due_on", "industry_key", "is_due", "is_met", "market_key", "owner_key", "segment_key", "sla_target_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_sla_targets') }}
where due_on is not null
group by due_on
union all
select 'sold_lines' as fact, closed_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "case when is_won = 1 and list_amount is not null then opportunity_key end", "case when is_won = 1 then discount_reporting end", "case when is_won = 1 then list_amount_reporting end", "case when is_won_with_discount = 1 then opportunity_key end", "channel_key", "closed_on", "costed_amount", "first_win_margin_amount", "industry_key", "margin_amount", "market_key", "new_market_amount", "order_line_key", "owner_key", "pipeline_key", "product_key", "repeat_amount", "segment_key", "team_key", "won_amount"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_order_lines') }}
where closed_on is not null
group by closed_on
union all
select 'sourced_deals' as fact, closed_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "closed_on", "industry_key", "market_key", "opportunity_key", "owner_key", "pipeline_key", "segment_key", "team_key", "won_amount"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_sourced_deals') }}
where closed_on is not null
group by closed_on
union all
select 'spend' as fact, day_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "case when cost_reporting is not null then clicks end", "cast(ads_cost as decimal(28, 9))", "cast(marketing_cost as decimal(28, 9))", "channel_key", "clicks", "day_on", "impressions", "market_key", "spend_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_spend') }}
where day_on is not null
group by day_on
union all
select 'stage_entries' as fact, entered_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "entered_on", "industry_key", "is_converted_in_window", "is_entered", "market_key", "owner_key", "pipeline_key", "segment_key", "stage_entry_key", "stage_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_stage_entries') }}
where entered_on is not null
group by entered_on
union all
select 'stage_exits' as fact, left_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "cast(days_in_stage as decimal(28, 9))", "channel_key", "days_in_stage", "industry_key", "is_exit", "left_on", "market_key", "owner_key", "pipeline_key", "segment_key", "stage_exit_key", "stage_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_stage_exits') }}
where left_on is not null
group by left_on
union all
select 'stage_forecasts' as fact, closed_on as metric_day,
    {{ rows_fingerprint(["bias", "closed_on", "forecast_key", "is_forecast", "is_raised_late", "over_forecast", "owner_key", "stage_key", "team_key", "under_forecast"]) }} as fingerprint, count(*) as row_count
from {{ ref('integrity_forecasts') }}
where closed_on is not null
group by closed_on
union all
select 'subscribers' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "industry_key", "market_key", "owner_key", "period_grain", "period_start_on", "readers", "segment_key", "slice", "subscriber_slice_key", "subscribers", "team_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_subscribers') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.period_start_on >= dim_periods.period_start
        and facts.period_start_on <= dim_periods.period_end
) as dated
where period_start_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'survey_answers' as fact, answered_on as metric_day,
    {{ rows_fingerprint(["answer_key", "answered_on", "campaign_key", "cast(effort_score as decimal(28, 9))", "cast(review_score as decimal(28, 9))", "channel_key", "industry_key", "is_csat_scored", "is_effort_scored", "is_nps", "is_review", "is_satisfied", "market_key", "owner_key", "promoter_points", "segment_key", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_survey_answers') }}
where answered_on is not null
group by answered_on
union all
select 'target_account_periods' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["industry_key", "is_covered", "is_target", "market_key", "period_grain", "period_start_on", "segment_key", "target_account_period_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_target_account_periods') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.period_start_on >= dim_periods.period_start
        and facts.period_start_on <= dim_periods.period_end
) as dated
where period_start_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'target_values' as fact, start_on as metric_day,
    {{ rows_fingerprint(["baseline_value", "dimension", "dimension_value", "due_on", "kpi_id", "path", "start_on", "target_value"]) }} as fingerprint, count(*) as row_count
from {{ ref('kpi__accepted_targets') }}
where start_on is not null
group by start_on
union all
select 'ticket_steps' as fact, reached_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "cast(resolution_hours as decimal(28, 9))", "channel_key", "final_resolution_hours", "industry_key", "is_complaint", "is_complaint_resolved_in_window", "is_opened", "is_reopened", "is_solved", "is_solved_in_one_reply", "is_solved_with_known_replies", "market_key", "owner_key", "reached_on", "resolution_business_hours", "resolution_hours", "segment_key", "team_key", "ticket_step_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_ticket_steps') }}
where reached_on is not null
group by reached_on
union all
select 'visitor_revenue' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "channel_key", "market_key", "period_grain", "period_start_on", "revenue", "slice", "visitor_slice_key", "visitors"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_visitor_revenue') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.period_grain = dim_periods.grain
        and facts.period_start_on >= dim_periods.period_start
        and facts.period_start_on <= dim_periods.period_end
) as dated
where period_start_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'web' as fact, least(period_end, {{ as_of() }}) as metric_day,
    {{ rows_fingerprint(["campaign_key", "cast(seconds as decimal(28, 9))", "channel_key", "engaged_sessions * is_content", "grain", "market_key", "period_start_on", "sessions", "sessions * is_content", "sessions - engaged_sessions", "slice", "views", "visitors", "web_key"]) }} as fingerprint, count(*) as row_count
from (
    select facts.*, dim_periods.period_end
    from {{ ref('fct_web') }} as facts
    inner join {{ ref('dim_periods') }} as dim_periods
        on facts.grain = dim_periods.grain
        and facts.period_start_on >= dim_periods.period_start
        and facts.period_start_on <= dim_periods.period_end
) as dated
where period_start_on is not null
group by least(period_end, {{ as_of() }})
union all
select 'worked_leads' as fact, reached_on as metric_day,
    {{ rows_fingerprint(["campaign_key", "cast(speed_to_lead_hours as decimal(28, 9))", "channel_key", "funnel_stage_key", "industry_key", "is_answered", "is_meeting_in_window", "is_response_in_window", "is_worked", "market_key", "owner_key", "reached_on", "segment_key", "speed_to_lead_business_hours", "speed_to_lead_hours", "team_key"]) }} as fingerprint, count(*) as row_count
from {{ ref('fct_funnel_stages') }}
where reached_on is not null
group by reached_on
