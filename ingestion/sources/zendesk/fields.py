"""Which fields of Zendesk's objects the raw tables are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import dlt

from ingestion.fields import Fields

Row = dict[str, Any]

#: Fields that every object of the kind has.
_ALWAYS = {
    "tickets": "id status created_at updated_at generated_timestamp",
    "ticket_metrics": "id ticket_id reopens replies created_at updated_at",
    "ticket_events": "id ticket_id child_events created_at",
    "ticket_metric_events": "id ticket_id metric type time",
    "users": "id name role active created_at updated_at",
    "organizations": "id name domain_names created_at updated_at",
    "satisfaction_ratings": "id ticket_id score created_at updated_at",
    "survey_responses": "id subjects answers",
    "sla_policies": "id title policy_metrics",
}
#: Fields that an object may be without; they are remembered from load to load. Left out are those
#: that an account may stop to use (`sla`, `deleted_at`, `external_id`).
_SOMETIMES = {
    "tickets": "type priority tags via requester_id submitter_id assignee_id organization_id"
    " group_id brand_id problem_id has_incidents is_public due_at",
    "ticket_metrics": "assignee_stations group_stations reply_time_in_minutes"
    " first_resolution_time_in_minutes full_resolution_time_in_minutes"
    " requester_wait_time_in_minutes initially_assigned_at assigned_at solved_at"
    " latest_comment_added_at",
    "ticket_events": "updater_id via",
    "ticket_metric_events": "instance_id",
    "users": "email suspended organization_id phone iana_time_zone",
    "organizations": "tags",
    "satisfaction_ratings": "requester_id assignee_id reason_code",
    "survey_responses": "survey_id survey_version responder_id",
    "sla_policies": "position created_at updated_at",
    # What an audit's child events say.
    "child_events": "event_type status priority assignee_id previous_value comment_public"
    " author_id",
}


def fields_of(table: str, accepted: Iterable[str]) -> Fields:
    """Return what notes the fields of a kind of object, within a resource."""
    # Several kinds may come with one resource.
    state = dlt.current.resource_state().setdefault("fields_of", {}).setdefault(table, {})
    always = _ALWAYS.get(table, "").split()
    declared = [*always, *_SOMETIMES.get(table, "").split()]
    return Fields(table, state, declared, always=always, accepted=frozenset(accepted))
