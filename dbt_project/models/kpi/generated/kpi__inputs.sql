{{ config(materialized='table', tags=['kpi', 'kpi_generated']) }}
-- Compiled from the metric files by `python -m kpis compile`: do not edit.
{{ kpi_input_tables({
 "activities_per_rep": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities",
   "reps"
  ]
 },
 "ad_click_through_rate": {
  "facts": [
   "fct_spend"
  ],
  "entities": [
   "ad_spend",
   "costs"
  ]
 },
 "ad_clicks": {
  "facts": [
   "fct_spend"
  ],
  "entities": [
   "ad_spend",
   "costs"
  ]
 },
 "additional_sales_rate": {
  "facts": [
   "fct_opportunities"
  ],
  "entities": [
   "accounts",
   "opportunities"
  ]
 },
 "arr": {
  "facts": [
   "fct_mrr"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "attributed_revenue": {
  "facts": [
   "fct_attribution",
   "fct_channel_attribution"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_people",
   "people",
   "touches"
  ]
 },
 "average_deal_size": {
  "facts": [
   "fct_opportunities"
  ],
  "entities": [
   "opportunities"
  ]
 },
 "average_lead_score": {
  "facts": [
   "fct_lead_scores"
  ],
  "entities": [
   "people",
   "person_changes"
  ]
 },
 "average_relationship_duration": {
  "facts": [
   "fct_relationship_lengths"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "average_revenue_per_account": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "average_session_duration": {
  "facts": [
   "fct_web"
  ],
  "entities": [
   "web_traffic"
  ]
 },
 "backdated_activity_rate": {
  "facts": [
   "activity_entries"
  ],
  "entities": [
   "activities"
  ]
 },
 "bounce_rate": {
  "facts": [
   "fct_web"
  ],
  "entities": [
   "web_traffic"
  ]
 },
 "brand_sentiment": {
  "facts": [
   "fct_mentions"
  ],
  "entities": [
   "mentions"
  ]
 },
 "cac_payback_months": {
  "facts": [
   "fct_order_lines",
   "fct_spend"
  ],
  "entities": [
   "accounts",
   "ad_spend",
   "costs",
   "opportunities",
   "opportunity_lines"
  ]
 },
 "call_to_qualified_meeting_rate": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities",
   "lead_stage_events",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "calls_made": {
  "facts": [
   "adjusted_activities",
   "fct_activities"
  ],
  "entities": [
   "activities"
  ]
 },
 "campaign_hit_rate": {
  "facts": [
   "fct_campaigns"
  ],
  "entities": [
   "accounts",
   "ad_spend",
   "campaigns",
   "costs",
   "opportunities",
   "opportunity_people",
   "people",
   "touches"
  ]
 },
 "campaigns_launched": {
  "facts": [
   "fct_campaigns"
  ],
  "entities": [
   "accounts",
   "ad_spend",
   "campaigns",
   "costs",
   "opportunity_people",
   "people"
  ]
 },
 "close_date_shift_rate": {
  "facts": [
   "close_timing"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes"
  ]
 },
 "complaint_resolution_rate": {
  "facts": [
   "fct_ticket_steps"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "complaints": {
  "facts": [
   "fct_ticket_steps"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "contact_to_meeting_rate": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "activities",
   "lead_stage_events",
   "people"
  ]
 },
 "content_engagement_rate": {
  "facts": [
   "fct_web"
  ],
  "entities": [
   "web_traffic"
  ]
 },
 "contents_published": {
  "facts": [
   "fct_contents"
  ],
  "entities": [
   "contents"
  ]
 },
 "cost_per_acquisition": {
  "facts": [
   "fct_opportunities",
   "fct_spend"
  ],
  "entities": [
   "accounts",
   "ad_spend",
   "costs",
   "opportunities"
  ]
 },
 "cost_per_click": {
  "facts": [
   "fct_spend"
  ],
  "entities": [
   "ad_spend",
   "costs"
  ]
 },
 "cost_per_lead": {
  "facts": [
   "fct_funnel_stages",
   "fct_spend"
  ],
  "entities": [
   "ad_spend",
   "costs",
   "people"
  ]
 },
 "crm_completeness": {
  "facts": [
   "record_completeness"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "customer_acquisition_cost": {
  "facts": [
   "fct_opportunities",
   "fct_spend"
  ],
  "entities": [
   "accounts",
   "ad_spend",
   "costs",
   "opportunities"
  ]
 },
 "customer_churn_rate": {
  "facts": [
   "fct_customer_periods"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "customer_effort_score": {
  "facts": [
   "fct_survey_answers"
  ],
  "entities": [
   "survey_answers"
  ]
 },
 "customer_lifetime_value": {
  "facts": [
   "fct_customer_periods"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "customer_retention_rate": {
  "facts": [
   "fct_customer_periods"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "customer_satisfaction_score": {
  "facts": [
   "fct_survey_answers"
  ],
  "entities": [
   "survey_answers"
  ]
 },
 "customer_visits": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "accounts",
   "activities",
   "opportunities"
  ]
 },
 "deal_quality_score": {
  "facts": [
   "fct_closings"
  ],
  "entities": [
   "accounts",
   "activities",
   "opportunities",
   "opportunity_lines",
   "opportunity_people",
   "people"
  ]
 },
 "deals_won": {
  "facts": [
   "fct_opportunities"
  ],
  "entities": [
   "opportunities"
  ]
 },
 "demos_held": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities"
  ]
 },
 "discount_rate": {
  "facts": [
   "fct_order_lines"
  ],
  "entities": [
   "opportunities",
   "opportunity_lines"
  ]
 },
 "email_attributed_revenue": {
  "facts": [
   "fct_attribution"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_people",
   "people",
   "touches"
  ]
 },
 "email_click_rate": {
  "facts": [
   "fct_email_sends"
  ],
  "entities": [
   "email_events"
  ]
 },
 "email_conversion_rate": {
  "facts": [
   "fct_email_sends"
  ],
  "entities": [
   "email_events",
   "opportunities",
   "opportunity_people"
  ]
 },
 "email_open_rate": {
  "facts": [
   "fct_email_sends"
  ],
  "entities": [
   "email_events"
  ]
 },
 "email_revenue_share": {
  "facts": [
   "fct_attribution",
   "fct_opportunities"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_people",
   "people",
   "touches"
  ]
 },
 "email_unsubscribe_rate": {
  "facts": [
   "fct_email_sends"
  ],
  "entities": [
   "email_events"
  ]
 },
 "emails_per_recipient": {
  "facts": [
   "fct_email_sends"
  ],
  "entities": [
   "email_events"
  ]
 },
 "first_response_hours": {
  "facts": [
   "fct_tickets"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "follow_up_success_rate": {
  "facts": [
   "fct_activities",
   "fct_closings"
  ],
  "entities": [
   "activities",
   "opportunities",
   "opportunity_people",
   "people",
   "proposals"
  ]
 },
 "follow_ups_made": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities",
   "opportunities",
   "opportunity_people",
   "people",
   "proposals"
  ]
 },
 "forecast_accuracy": {
  "facts": [
   "fct_forecast_slices"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes",
   "opportunity_stages"
  ]
 },
 "forecast_bias": {
  "facts": [
   "integrity_forecasts"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes",
   "opportunity_stages"
  ]
 },
 "forecast_revenue": {
  "facts": [
   "adjusted_forecasts",
   "fct_forecast_slices"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes",
   "opportunity_stages"
  ],
  "variants": {
   "adjusted": [
    "accounts",
    "activities",
    "opportunity_people",
    "people",
    "reps"
   ]
  }
 },
 "gross_margin": {
  "facts": [
   "fct_order_lines"
  ],
  "entities": [
   "opportunities",
   "opportunity_lines"
  ]
 },
 "gross_margin_rate": {
  "facts": [
   "fct_order_lines"
  ],
  "entities": [
   "opportunities",
   "opportunity_lines"
  ]
 },
 "gross_revenue_retention": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "icp_fit_rate": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "accounts",
   "people"
  ]
 },
 "impressions": {
  "facts": [
   "fct_spend"
  ],
  "entities": [
   "ad_spend",
   "costs"
  ]
 },
 "kpi_integrity_score": {
  "facts": [
   "kpi__integrity_parts"
  ],
  "entities": [
   "opportunities"
  ]
 },
 "late_logged_pipeline_rate": {
  "facts": [
   "integrity_wins"
  ],
  "entities": [
   "accounts",
   "activities",
   "opportunities",
   "opportunity_changes",
   "opportunity_people",
   "people",
   "reps"
  ]
 },
 "lead_qualification_rate": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "lead_stage_events",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "lead_to_opportunity_rate": {
  "facts": [
   "adjusted_leads",
   "fct_funnel_stages"
  ],
  "entities": [
   "opportunities",
   "opportunity_people",
   "people"
  ],
  "variants": {
   "adjusted": [
    "accounts",
    "activities",
    "opportunity_changes",
    "reps"
   ]
  }
 },
 "leads_generated": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "people"
  ]
 },
 "leads_worked": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "activities",
   "lead_stage_events",
   "people"
  ]
 },
 "loyal_customers_rate": {
  "facts": [
   "fct_customer_periods"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "ltv_to_cac_ratio": {
  "facts": [
   "fct_customer_value"
  ],
  "entities": [
   "accounts",
   "ad_spend",
   "costs",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "market_coverage_rate": {
  "facts": [
   "fct_target_account_periods"
  ],
  "entities": [
   "accounts",
   "activities",
   "target_accounts"
  ]
 },
 "market_share": {
  "facts": [
   "fct_market_periods"
  ],
  "entities": [
   "accounts",
   "market_sizes",
   "opportunities"
  ]
 },
 "market_share_growth": {
  "facts": [
   "fct_market_periods"
  ],
  "entities": [
   "accounts",
   "market_sizes",
   "opportunities"
  ]
 },
 "marketing_emails_sent": {
  "facts": [
   "fct_email_sends"
  ],
  "entities": [
   "email_events"
  ]
 },
 "marketing_roi": {
  "facts": [
   "fct_attribution",
   "fct_spend"
  ],
  "entities": [
   "accounts",
   "ad_spend",
   "costs",
   "opportunities",
   "opportunity_people",
   "people",
   "touches"
  ]
 },
 "marketing_spend": {
  "facts": [
   "fct_spend"
  ],
  "entities": [
   "ad_spend",
   "costs"
  ]
 },
 "meetings_booked": {
  "facts": [
   "fct_meeting_bookings"
  ],
  "entities": [
   "accounts",
   "activities",
   "opportunities"
  ]
 },
 "meetings_held": {
  "facts": [
   "adjusted_activities",
   "fct_activities"
  ],
  "entities": [
   "activities"
  ]
 },
 "mql_to_sql_rate": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "lead_stage_events",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "mqls": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "lead_stage_events",
   "people"
  ]
 },
 "mrr": {
  "facts": [
   "fct_mrr"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "mrr_churn": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "mrr_contraction": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "mrr_expansion": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "mrr_growth_rate": {
  "facts": [
   "fct_mrr"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "mrr_new": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "mrr_reactivation": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "net_promoter_score": {
  "facts": [
   "fct_survey_answers"
  ],
  "entities": [
   "survey_answers"
  ]
 },
 "net_revenue_retention": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "new_customers": {
  "facts": [
   "fct_opportunities"
  ],
  "entities": [
   "accounts",
   "opportunities"
  ]
 },
 "new_market_revenue_share": {
  "facts": [
   "fct_order_lines"
  ],
  "entities": [
   "accounts",
   "opened_markets",
   "opportunities",
   "opportunity_lines"
  ]
 },
 "newsletter_subscribers": {
  "facts": [
   "fct_subscribers"
  ],
  "entities": [
   "people",
   "person_changes"
  ],
  "variants": {
   "readers": [
    "email_events"
   ]
  }
 },
 "no_show_rate": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities"
  ]
 },
 "onboarding_success_rate": {
  "facts": [
   "fct_opportunities"
  ],
  "entities": [
   "accounts",
   "opportunities"
  ]
 },
 "one_touch_resolution_rate": {
  "facts": [
   "fct_ticket_steps"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "open_pipeline": {
  "facts": [
   "adjusted_open_deals",
   "fct_opportunity_days"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes"
  ],
  "variants": {
   "adjusted": [
    "accounts",
    "activities",
    "opportunity_people",
    "people",
    "reps"
   ]
  }
 },
 "opportunities_created": {
  "facts": [
   "fct_opportunity_milestones"
  ],
  "entities": [
   "opportunities"
  ]
 },
 "opportunity_to_customer_rate": {
  "facts": [
   "fct_opportunities",
   "fct_opportunity_milestones"
  ],
  "entities": [
   "opportunities"
  ]
 },
 "outbound_touches": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities"
  ]
 },
 "page_views": {
  "facts": [
   "fct_web"
  ],
  "entities": [
   "web_traffic"
  ]
 },
 "pages_per_session": {
  "facts": [
   "fct_web"
  ],
  "entities": [
   "web_traffic"
  ]
 },
 "pipeline_conversion_rate": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "pipeline_coverage": {
  "facts": [
   "kpi_revenue_asked"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes",
   "quotas",
   "targets"
  ]
 },
 "pipeline_created": {
  "facts": [
   "fct_opportunity_milestones"
  ],
  "entities": [
   "opportunities"
  ]
 },
 "pipeline_velocity": {
  "facts": [
   "fct_pipeline_velocity"
  ],
  "entities": [
   "accounts",
   "activities",
   "opportunities",
   "opportunity_changes",
   "opportunity_people",
   "people"
  ]
 },
 "products_cleared": {
  "facts": [
   "fct_dormant_references"
  ],
  "entities": [
   "dormant_stock",
   "opportunities",
   "opportunity_lines"
  ]
 },
 "proposals_sent": {
  "facts": [
   "fct_proposals"
  ],
  "entities": [
   "opportunities",
   "proposals"
  ]
 },
 "purchase_frequency": {
  "facts": [
   "fct_purchase_periods"
  ],
  "entities": [
   "accounts",
   "opportunities"
  ]
 },
 "qualified_meetings": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities",
   "lead_stage_events",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "quota_attainment": {
  "facts": [
   "fct_opportunities",
   "fct_quota_days"
  ],
  "entities": [
   "opportunities",
   "quotas"
  ]
 },
 "r1_to_r2_rate": {
  "facts": [
   "fct_opportunity_milestones"
  ],
  "entities": [
   "accounts",
   "activities",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "referrals": {
  "facts": [
   "fct_funnel_stages",
   "fct_opportunities"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "people"
  ]
 },
 "reopen_rate": {
  "facts": [
   "fct_ticket_steps"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "repeat_revenue": {
  "facts": [
   "fct_order_lines"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines"
  ]
 },
 "reps_at_quota_rate": {
  "facts": [
   "fct_rep_quota_periods"
  ],
  "entities": [
   "opportunities",
   "quotas",
   "reps"
  ]
 },
 "repurchase_rate": {
  "facts": [
   "fct_purchases"
  ],
  "entities": [
   "accounts",
   "opportunities"
  ]
 },
 "repurchase_rate_60d": {
  "facts": [
   "fct_purchases"
  ],
  "entities": [
   "accounts",
   "opportunities"
  ]
 },
 "repurchase_rate_90d": {
  "facts": [
   "fct_purchases"
  ],
  "entities": [
   "accounts",
   "opportunities"
  ]
 },
 "resolution_hours": {
  "facts": [
   "fct_ticket_steps"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "response_rate": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "activities",
   "lead_stage_events",
   "people"
  ]
 },
 "return_on_ad_spend": {
  "facts": [
   "fct_attribution",
   "fct_spend"
  ],
  "entities": [
   "accounts",
   "ad_spend",
   "costs",
   "opportunities",
   "opportunity_people",
   "people",
   "touches"
  ]
 },
 "revenue": {
  "facts": [
   "fct_order_lines",
   "fct_refunds"
  ],
  "entities": [
   "opportunities",
   "opportunity_lines"
  ]
 },
 "revenue_per_email": {
  "facts": [
   "fct_attribution",
   "fct_email_sends"
  ],
  "entities": [
   "accounts",
   "email_events",
   "opportunities",
   "opportunity_people",
   "people",
   "touches"
  ]
 },
 "revenue_per_visitor": {
  "facts": [
   "fct_visitor_revenue"
  ],
  "entities": [
   "opportunities",
   "web_traffic"
  ]
 },
 "saas_quick_ratio": {
  "facts": [
   "fct_mrr_movements"
  ],
  "entities": [
   "accounts",
   "opportunities",
   "opportunity_lines",
   "subscriptions"
  ]
 },
 "sales_cost": {
  "facts": [
   "fct_spend"
  ],
  "entities": [
   "costs"
  ]
 },
 "sales_cycle_days": {
  "facts": [
   "adjusted_deals",
   "fct_opportunities"
  ],
  "entities": [
   "accounts",
   "activities",
   "opportunities",
   "opportunity_people",
   "people"
  ],
  "variants": {
   "qualified_sales_cycle_days": [
    "lead_stage_events"
   ],
   "adjusted": [
    "opportunity_changes",
    "reps"
   ]
  }
 },
 "sales_emails_sent": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities"
  ]
 },
 "selective_prospecting_index": {
  "facts": [
   "lead_prospecting"
  ],
  "entities": [
   "activities",
   "lead_stage_events",
   "opened_markets",
   "people",
   "person_changes"
  ]
 },
 "sessions": {
  "facts": [
   "fct_web"
  ],
  "entities": [
   "web_traffic"
  ]
 },
 "sla_attainment_rate": {
  "facts": [
   "fct_sla_targets"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "social_posts_published": {
  "facts": [
   "fct_contents"
  ],
  "entities": [
   "contents"
  ]
 },
 "social_touches": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities"
  ]
 },
 "sourced_revenue": {
  "facts": [
   "fct_sourced_deals"
  ],
  "entities": [
   "activities",
   "lead_stage_events",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "speed_to_lead_hours": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "activities",
   "lead_stage_events",
   "people"
  ]
 },
 "sqls": {
  "facts": [
   "fct_funnel_stages"
  ],
  "entities": [
   "lead_stage_events",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "stage_conversion_rate": {
  "facts": [
   "adjusted_stage_entries",
   "fct_stage_entries"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes",
   "opportunity_stages"
  ],
  "variants": {
   "adjusted": [
    "accounts",
    "activities",
    "opportunity_people",
    "people",
    "reps"
   ]
  }
 },
 "target_attainment": {
  "facts": [
   "kpi_target_values"
  ],
  "entities": [
   "targets"
  ]
 },
 "ticket_backlog": {
  "facts": [
   "fct_ticket_days"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "tickets_opened": {
  "facts": [
   "fct_ticket_steps"
  ],
  "entities": [
   "ticket_events",
   "tickets"
  ]
 },
 "time_in_stage": {
  "facts": [
   "fct_stage_exits"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes"
  ]
 },
 "time_per_activity": {
  "facts": [
   "fct_activities"
  ],
  "entities": [
   "activities"
  ]
 },
 "undeclared_loss_rate": {
  "facts": [
   "open_deal_states"
  ],
  "entities": [
   "activities",
   "opportunities",
   "opportunity_changes",
   "opportunity_people",
   "people"
  ]
 },
 "unique_visitors": {
  "facts": [
   "fct_web"
  ],
  "entities": [
   "web_traffic"
  ]
 },
 "weighted_pipeline": {
  "facts": [
   "adjusted_open_deals",
   "fct_opportunity_days"
  ],
  "entities": [
   "opportunities",
   "opportunity_changes",
   "opportunity_stages"
  ],
  "variants": {
   "adjusted": [
    "accounts",
    "activities",
    "opportunity_people",
    "people",
    "reps"
   ]
  }
 },
 "win_loss_reasons": {
  "facts": [
   "fct_closings"
  ],
  "entities": [
   "opportunities"
  ]
 },
 "win_rate": {
  "facts": [
   "adjusted_deals",
   "fct_opportunities"
  ],
  "entities": [
   "opportunities"
  ],
  "variants": {
   "adjusted": [
    "accounts",
    "activities",
    "opportunity_changes",
    "opportunity_people",
    "people",
    "reps"
   ]
  }
 },
 "win_rate_on_first_meetings": {
  "facts": [
   "fct_opportunity_milestones"
  ],
  "entities": [
   "accounts",
   "activities",
   "opportunities",
   "opportunity_people",
   "people"
  ]
 },
 "win_rate_on_proposals": {
  "facts": [
   "fct_opportunity_milestones"
  ],
  "entities": [
   "opportunities",
   "proposals"
  ]
 }
}) }}
