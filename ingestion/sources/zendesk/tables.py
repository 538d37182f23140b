"""Zendesk: the declared columns and key of every raw table."""

from __future__ import annotations

from ingestion.personal import Personal
from ingestion.raw_table import RawTable

_ID = ("id",)

TICKETS = RawTable(
    "tickets",
    "id:i type priority status tags via_channel requester_id:i submitter_id:i"
    " assignee_id:i organization_id:i group_id:i brand_id:i problem_id:i has_incidents:b"
    " is_public:b due_at:t created_at:t updated_at:t generated_timestamp:i",
    _ID,
    newest="generated_timestamp",
    personal=Personal(mentions="requester_id:id submitter_id:id", texts="tags"),
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
    "id:i audit_id:i ticket_id:i updater_id:i via event_type created_at:t is_creation:b"
    " comment_public:b status previous_status priority previous_priority assignee_id:i"
    " previous_assignee_id:i merged_into_id:i",
    _ID,
    personal=Personal(mentions="updater_id:id"),
)
METRIC_EVENTS = RawTable(
    "ticket_metric_events",
    "id:i ticket_id:i metric instance_id:i type time:t deleted:b sla_policy_id:i"
    " sla_target_in_seconds:i sla_business_hours:b",
    _ID,
)
USERS = RawTable(
    "users",
    "id:i name email role active:b suspended:b organization_id:i phone iana_time_zone"
    " created_at:t updated_at:t",
    _ID,
    newest="updated_at",
    personal=Personal(
        is_person=True,
        about="id:id email:email",
        names="name",
        details="phone",
        staff="role <> 'end-user'",
    ),
)
ORGANIZATIONS = RawTable(
    "organizations",
    "id:i name domain_names tags external_id created_at:t updated_at:t deleted_at:t",
    _ID,
    newest="updated_at",
)
RATINGS = RawTable(
    "satisfaction_ratings",
    "id:i ticket_id:i requester_id:i assignee_id:i score reason_code:i created_at:t updated_at:t",
    _ID,
    newest="updated_at",
    personal=Personal(mentions="requester_id:id"),
)
SURVEY_RESPONSES = RawTable(
    "survey_responses",
    "id survey_id survey_version:i ticket_id:i responder_id:i rating:f scale_max:f rating_category"
    " created_at:t updated_at:t",
    _ID,
    newest="updated_at",
    personal=Personal(mentions="responder_id:id"),
)
SLA_POLICIES = RawTable(
    "sla_policies",
    "policy_id:i title position:i priority metric target:i business_hours:b created_at:t"
    " updated_at:t",
    key=("policy_id", "priority", "metric"),
    replaces=("policy_id",),
)
SCHEDULES = RawTable(
    "schedules",
    "schedule_id:i start_time:i end_time:i name time_zone iana_time_zone position:i"
    " created_at:t updated_at:t",
    key=("schedule_id", "start_time"),
    replaces=("schedule_id",),
)
HOLIDAYS = RawTable("schedule_holidays", "id:i schedule_id:i name start_date:d end_date:d", _ID)
RAW_TABLES = (
    TICKETS,
    TICKET_METRICS,
    TICKET_EVENTS,
    METRIC_EVENTS,
    USERS,
    ORGANIZATIONS,
    RATINGS,
    SURVEY_RESPONSES,
    SLA_POLICIES,
    SCHEDULES,
    HOLIDAYS,
)
