"""Zendesk's JSON objects as flat rows of the raw tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingestion.refused import inner, joined
from ingestion.sources.zendesk.time_zones import iana_name

Row = dict[str, Any]
_TIMES = (
    "reply_time_in_minutes",
    "first_resolution_time_in_minutes",
    "full_resolution_time_in_minutes",
    "requester_wait_time_in_minutes",
)


def ticket(found: Row) -> Row:
    """A ticket; its subject and description stay at the vendor's."""
    channel = inner(found, "via", "channel")
    return {**found, "tags": joined(found, "tags"), "via_channel": channel}


def metric_set(found: Row) -> Row:
    """A ticket's metric set: each duration in calendar and in business minutes."""
    row = dict(found)
    for name in _TIMES:
        for hours in ("calendar", "business"):
            row[f"{name}_{hours}"] = inner(found, name, hours)
    return row


def ticket_events(audit: Row) -> Iterator[Row]:
    """One row per child event about a comment, a status, a priority or an assignee.

    They share the vendor's column for the old value, so each gets its own here.
    """
    children = audit.get("child_events") or []
    channel, merged_into = _via(audit.get("via"))
    is_creation = any(child.get("event_type") == "Create" for child in children)
    for child in children:
        content = _content(child)
        if content is not None:
            yield {
                "id": child["id"],
                "audit_id": audit["id"],
                "ticket_id": audit["ticket_id"],
                "updater_id": child.get("author_id") or audit.get("updater_id"),
                "via": channel,
                "merged_into_id": merged_into,
                "event_type": child.get("event_type"),
                "created_at": audit["created_at"],
                "is_creation": is_creation,
                **content,
            }


def metric_event(found: Row) -> Row:
    """A metric event; `apply_sla` carries the policy and its target."""
    sla = found.get("sla") or {}
    minutes = sla.get("target")
    seconds = sla.get("target_in_seconds")
    if seconds is None and minutes is not None:
        seconds = minutes * 60
    return {
        **found,
        "sla_policy_id": (sla.get("policy") or {}).get("id"),
        "sla_target_in_seconds": seconds,
        "sla_business_hours": sla.get("business_hours"),
    }


def organization(found: Row) -> Row:
    """An organisation; its domains are what identity resolution knows it by."""
    return {
        **found,
        "domain_names": joined(found, "domain_names"),
        "tags": joined(found, "tags"),
    }


def schedule_intervals(found: Row, position: int) -> Iterator[Row]:
    """One row per interval of a schedule, with its place among the account's."""
    schedule = {
        **found,
        "schedule_id": found["id"],
        "position": position,
        "iana_time_zone": iana_name(found.get("time_zone")),
    }
    return ({**schedule, **interval} for interval in found.get("intervals") or [])


def policy_targets(found: Row) -> Iterator[Row]:
    """One row per target (priority x metric) of an SLA policy."""
    policy = {**found, "policy_id": found["id"]}
    return ({**policy, **target} for target in found.get("policy_metrics") or [])


def survey_rating(found: Row) -> Row | None:
    """The answer of a survey response that rates a ticket; None where there is none."""
    subjects = found.get("subjects") or []
    ticket = next((it for it in map(_ticket_of, subjects) if it is not None), None)
    answers = found.get("answers") or []
    rated = next((answer for answer in answers if answer.get("type") == "rating_scale"), None)
    if ticket is None or rated is None:
        return None
    options = (rated.get("question") or {}).get("options") or []
    scale = [option["rating"] for option in options if option.get("rating") is not None]
    return {
        **found,
        "ticket_id": ticket,
        "rating": rated.get("rating"),
        "rating_category": rated.get("rating_category"),
        "scale_max": max(scale, default=None),
        "created_at": rated.get("created_at"),
        "updated_at": rated.get("updated_at") or rated.get("created_at"),
    }


def _ticket_of(subject: Row) -> int | None:
    """The ticket that a subject names: `zen:ticket:123`."""
    kind, _, number = str(subject.get("zrn") or "").rpartition(":")
    return int(number) if kind == "zen:ticket" and number.isdigit() else None


def _via(via: Row | str | None) -> tuple[str | None, int | None]:
    """By which way a change came, and the ticket that another one was merged into by it."""
    if not isinstance(via, dict):
        return via, None
    source = via.get("source") or {}
    merged_into = (
        (source.get("to") or {}).get("ticket_id") if source.get("rel") == "merge" else None
    )
    return via.get("channel"), merged_into


def _content(child: Row) -> Row | None:
    if child.get("event_type") == "Comment":
        return {"comment_public": child.get("comment_public", child.get("public"))}
    old = child.get("previous_value")
    if "status" in child:
        return {"status": child["status"], "previous_status": old}
    if "priority" in child:
        return {"priority": child["priority"], "previous_priority": old}
    if "assignee_id" in child:
        return {"assignee_id": child["assignee_id"], "previous_assignee_id": old}
    return None
