"""Fields that take only a few words: any other is refused, as no mart would count it.

Letter case makes no difference.
"""

from __future__ import annotations

#: The words of macros/billing.sql.
BILLING_PERIODS = (
    "one_off",
    "weekly",
    "biweekly",
    "monthly",
    "quarterly",
    "per_six_months",
    "annually",
    "annual",
    "yearly",
    "per_two_years",
    "per_three_years",
    "per_four_years",
    "per_five_years",
)
_GRAINS = ("day", "week", "month", "quarter", "year")

VOCABULARY: dict[tuple[str, str], tuple[str, ...]] = {
    ("activities", "type"): (*("call", "email", "social", "message", "meeting", "task", "note"),),
    ("activities", "direction"): ("outbound", "inbound"),
    ("activities", "meeting_kind"): ("discovery", "demo", "negotiation", "review", "onboarding"),
    ("activities", "outcome"): (
        "connected",
        "no_answer",
        "voicemail",
        "busy",
        "held",
        "no_show",
        "cancelled",
        "scheduled",
    ),
    ("annotations", "grain"): _GRAINS,
    ("contents", "kind"): ("page", "post", "article", "video", "social_post"),
    ("costs", "kind"): ("salaries", "commissions", "tools", "programme"),
    ("email_events", "kind"): (
        "sent",
        "delivered",
        "opened",
        "clicked",
        "unsubscribed",
        "bounced",
        "replied",
    ),
    ("lead_stage_events", "stage"): ("lead", "mql", "sql", "disqualified", "qualified"),
    ("mentions", "sentiment"): ("positive", "neutral", "negative"),
    ("opportunities", "outcome"): ("open", "won", "lost"),
    ("opportunities", "type"): ("new", "expansion", "renewal"),
    ("opportunity_changes", "field"): (
        "stage",
        "pipeline",
        "amount",
        "probability",
        "expected_close_on",
        "owner",
        "closed_at",
    ),
    ("opportunity_lines", "billing_period"): BILLING_PERIODS,
    ("person_changes", "field"): (
        "owner",
        "score",
        "subscribed",
        "consent",
        "lifecycle_stage",
        "lead_status",
        "temperature",
    ),
    ("reps", "role"): ("SDR", "AE", "SM", "CS"),
    ("subscriptions", "billing_period"): BILLING_PERIODS,
    ("survey_answers", "kind"): ("NPS", "CSAT", "CES"),
    ("targets", "path"): ("linear", "stepped"),
    ("ticket_events", "actor_role"): ("agent", "end_user", "system"),
    ("ticket_events", "sla_metric"): (
        "first_reply_time",
        "next_reply_time",
        "requester_wait_time",
        "agent_work_time",
        "periodic_update_time",
        "pausable_update_time",
        "total_resolution_time",
    ),
    ("ticket_events", "kind"): (
        "created",
        "public_comment",
        "internal_note",
        "assigned",
        "status_changed",
        "priority_changed",
        "solved",
        "reopened",
        "sla_set",
        "sla_breached",
        "sla_fulfilled",
    ),
    ("web_traffic", "grain"): _GRAINS,
    ("web_traffic", "slice"): ("total", "channel", "campaign", "content", "market"),
}


def rule_of(field: str) -> tuple[str, str] | None:
    """Return what a field of any entity must not be, and why; None for one without such a rule.

    The first is an SQL condition in which `{value}` stands for the field's value. A currency
    without a rate is flagged by the marts; what is no currency has none for sure.
    """
    match field:
        case "currency":
            return (
                "not regexp_full_match({value}, '[A-Za-z]{{3}}')",
                "no currency: write its code of ISO 4217, such as EUR (`values` maps words)",
            )
        case "probability":
            return "{value} not between 0 and 1", "not between 0 and 1: 60 % is 0.6"
    return None
