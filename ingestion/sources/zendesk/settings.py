"""Zendesk: its settings, and the declared columns and key of every raw table."""

from __future__ import annotations

import base64
from datetime import date

from pydantic import SecretStr

from ingestion.raw_table import RawTable
from ingestion.registry import SourceConfig

_ID = ("id",)


class ZendeskConfig(SourceConfig):
    """One Zendesk account.

    Attributes:
        base_url: `https://<subdomain>.zendesk.com`.
        api_token: API token of the agent `email`; without `email`, an OAuth access token.
        start_on: objects that last changed before this day are not read.
        rating_lookback_days: how far back satisfaction ratings are read again.
        event_lookback_hours: how far behind its end a time-based export is taken up again.
        requests_per_minute: our ceiling; exports allow 10 (30 with the high-volume add-on).
    """

    base_url: str
    api_token: SecretStr
    email: str | None = None
    start_on: date = date(2010, 1, 1)
    rating_lookback_days: int = 30
    event_lookback_hours: int = 24
    requests_per_minute: float | None = None

    def authorization(self) -> str:
        """The value of the Authorization header."""
        secret = self.api_token.get_secret_value()
        if self.email is None:
            return f"Bearer {secret}"
        pair = f"{self.email}/token:{secret}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"


TICKETS = RawTable(
    "tickets",
    "id:i type:s priority:s status:s tags:s via_channel:s requester_id:i submitter_id:i"
    " assignee_id:i organization_id:i group_id:i brand_id:i problem_id:i has_incidents:b"
    " is_public:b due_at:t created_at:t updated_at:t generated_timestamp:i",
    _ID,
    newest="generated_timestamp",
)
TICKET_METRICS = RawTable(
    "ticket_metrics",
    "id:i ticket_id:i reopens:i replies:i assignee_stations:i group_stations:i"
    " reply_time_in_minutes_calendar:i reply_time_in_minutes_business:i"
    " first_resolution_time_in_minutes_calendar:i first_resolution_time_in_minutes_business:i"
    " full_resolution_time_in_minutes_calendar:i full_resolution_time_in_minutes_business:i"
    " requester_wait_time_in_minutes_calendar:i requester_wait_time_in_minutes_business:i"
    " initially_assigned_at:t assigned_at:t solved_at:t latest_comment_added_at:t"
    " created_at:t updated_at:t",
    _ID,
    newest="updated_at",
)
TICKET_EVENTS = RawTable(
    "ticket_events",
    "id:i audit_id:i ticket_id:i updater_id:i via:s event_type:s created_at:t is_creation:b"
    " comment_public:b status:s previous_status:s assignee_id:i previous_assignee_id:i",
    _ID,
)
METRIC_EVENTS = RawTable(
    "ticket_metric_events",
    "id:i ticket_id:i metric:s instance_id:i type:s time:t deleted:b sla_policy_id:i"
    " sla_target_in_seconds:i sla_business_hours:b",
    _ID,
)
USERS = RawTable(
    "users",
    "id:i name:s email:s role:s active:b suspended:b organization_id:i phone:s iana_time_zone:s"
    " created_at:t updated_at:t",
    _ID,
    newest="updated_at",
)
ORGANIZATIONS = RawTable(
    "organizations",
    "id:i name:s domain_names:s tags:s external_id:s created_at:t updated_at:t deleted_at:t",
    _ID,
    newest="updated_at",
)
RATINGS = RawTable(
    "satisfaction_ratings",
    "id:i ticket_id:i requester_id:i assignee_id:i score:s reason_code:i created_at:t updated_at:t",
    _ID,
    newest="updated_at",
)
SLA_POLICIES = RawTable(
    "sla_policies",
    "policy_id:i title:s position:i priority:s metric:s target:i business_hours:b created_at:t"
    " updated_at:t",
    key=("policy_id", "priority", "metric"),
    replaces=("policy_id",),
)
RAW_TABLES = (
    TICKETS,
    TICKET_METRICS,
    TICKET_EVENTS,
    METRIC_EVENTS,
    USERS,
    ORGANIZATIONS,
    RATINGS,
    SLA_POLICIES,
)
