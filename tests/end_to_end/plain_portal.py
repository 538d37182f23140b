"""What a plain HubSpot portal's figures lack beside the truth: each group with its reason.

`NOT_FED`: no figure at all, and the row says which fact nobody feeds. `ASSUMED`: a figure that says
what it assumes in its place. `LEFT`: a figure of what the portal holds, which
`tests/oracle/portals.py` tells the oracle. A KPI stands for its variants too; a
variant is written behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

_MESSAGES = "no source feeds who sent messages on social networks"
# HubSpot has no refunds: a line that was refunded in full goes on to its end.
_REFUNDS = "no source feeds refunds"

#: KPI -> what its rows say. HubSpot does not say of a LinkedIn message who wrote it: without that
#: no touch is known, nor what is counted from touches.
NOT_FED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "social_touches",
            "outbound_touches",
            "leads_worked",
            "follow_ups_made",
            "follow_up_success_rate",
            "response_rate",
            "contact_to_meeting_rate",
            "speed_to_lead_hours",
            # Without a variant, too; its variant from the SQL date on needs no touch.
            "sales_cycle_days ",
            "sales_cycle_days median",
            "sales_cycle_days p90",
            "sales_cycle_days adjusted",
            "pipeline_velocity",
            "deal_quality_score",
            "market_coverage_rate",
            "selective_prospecting_index",
            "target_attainment sales_cycle_days",
        ),
        _MESSAGES,
    ),
    # Portals made since July 2025 have no score of HubSpot's own.
    "average_lead_score": "no source feeds the scores of leads",
    "onboarding_success_rate": "no source feeds when customers were onboarded",
    "revenue net_of_refunds": _REFUNDS,
}

_CAMPAIGNS = "hubspot campaigns is refused"
_SURVEYS = "hubspot feedback_submissions is refused"

#: KPI -> what its rows say of the part that the tier refuses: what is left is of other sources.
REFUSED: Mapping[str, str] = {
    # Google Ads lists its own campaigns.
    "campaigns_launched": _CAMPAIGNS,
    "campaign_hit_rate": _CAMPAIGNS,
    "target_attainment campaigns_launched": _CAMPAIGNS,
    # The help desk asks after its tickets.
    "customer_satisfaction_score": _SURVEYS,
    "target_attainment customer_satisfaction_score": _SURVEYS,
    "net_promoter_score": _SURVEYS,
    "customer_effort_score": _SURVEYS,
}

#: KPI -> what its rows say that they assume.
ASSUMED: Mapping[str, str] = dict.fromkeys(
    (
        "mrr",
        "mrr_new",
        "mrr_expansion",
        "mrr_contraction",
        "mrr_churn",
        "mrr_reactivation",
        "mrr_growth_rate",
        "arr",
        "average_revenue_per_account",
        "gross_revenue_retention",
        "net_revenue_retention",
        "saas_quick_ratio",
        "customer_churn_rate",
        "customer_retention_rate",
        "loyal_customers_rate",
        "average_relationship_duration",
        "customer_lifetime_value",
        "ltv_to_cac_ratio",
    ),
    f"{_REFUNDS} (the profile maps no opportunity_lines.refund_amount), as if nothing had been "
    "refunded",
)

#: KPI -> why its figure is another one, as expected of what the portal holds.
LEFT: Mapping[str, str] = {
    **dict.fromkeys(
        ("contents_published", "content_engagement_rate"),
        "a page names its campaign by a number of the refused list: the campaign is unknown",
    ),
    "kpi_integrity_score": "which leads are called, one of its parts, nobody feeds: it is left out",
    "win_loss_reasons": "nobody notes the competitor: there is no row of any",
    **dict.fromkeys(
        ("attributed_revenue markov", "marketing_roi markov", "return_on_ad_spend markov"),
        "a fair and a cold call are one channel, offline: what the model's paths lose without it is"
        " another share, also of campaigns of other channels",
    ),
}

#: Dimension -> why its members are others, whatever the KPI.
BY_DIMENSION: Mapping[str, str] = {
    "channel": "HubSpot's original source knows no fair, cold call or partner: offline, other",
}
