"""Ticket events (one audit per change, with child events), made from the world's events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from demo.server.zendesk.ids import (
    SYSTEM_ID,
    child_number,
    present,
    stamp,
    whole_number,
)
from demo.server.zendesk.users import user_number

Row = dict[str, Any]
SOLVED = ("solved", "closed")
_VIA = {"agent": "Web form", "end_user": "Mail", "system": "Rule"}


@dataclass
class Timeline:
    """What the events of one ticket add up to so far; instants in seconds."""

    status: str = "new"
    is_assigned: bool = False
    assigned_at: int | None = None
    agent_replies: list[int] = field(default_factory=list)
    solves: list[int] = field(default_factory=list)
    reopens: int = 0
    last_recorded_at: int | None = None


def build(
    tickets: dict[str, Row], events: Iterable[Row], agents: dict[str, int]
) -> tuple[list[Row], dict[str, Timeline]]:
    """Audits of all tickets (with `_at`), and the timeline of each ticket.

    `tickets` are the world's tickets by id, `events` its ticket events known by now.
    """
    per_ticket: dict[str, list[Row]] = defaultdict(list)
    for event in events:
        per_ticket[event["ticket_id"]].append(event)
    audits: list[Row] = []
    timelines: dict[str, Timeline] = {}
    for ticket_id, own in per_ticket.items():
        own.sort(key=lambda event: (event["occurred_at"], event["event_id"]))
        line = timelines[ticket_id] = Timeline()
        for event in own:
            line.last_recorded_at = max(
                event["recorded_at"], line.last_recorded_at or event["recorded_at"]
            )
            # The SLA clock is in the metric events export, never in audits.
            if event["kind"] != "sla_set":
                audits.append(_audit(event, tickets[ticket_id], line, agents))
    return audits, timelines


def _audit(event: Row, ticket: Row, line: Timeline, agents: dict[str, int]) -> Row:
    number = whole_number("audit", event["event_id"])
    actor = _actor(event, ticket, agents)
    children = [
        {"id": child_number(number, position), "via": _VIA[event["actor_role"]], **child}
        for position, child in enumerate(_children(event, ticket, line, actor, agents))
    ]
    return {
        "id": number,
        "ticket_id": whole_number("ticket", event["ticket_id"]),
        "timestamp": event["occurred_at"],
        "created_at": stamp(event["occurred_at"]),
        "updater_id": actor,
        "via": _VIA[event["actor_role"]],
        "event_type": "Audit",
        "child_events": children,
        "_at": event["recorded_at"],
    }


def _actor(event: Row, ticket: Row, agents: dict[str, int]) -> int:
    if event["actor_role"] == "end_user":
        return user_number(ticket["requester_email"])
    return agents.get(event["actor_rep_id"], SYSTEM_ID)


def _children(
    event: Row, ticket: Row, line: Timeline, actor: int, agents: dict[str, int]
) -> list[Row]:
    kind, instant = event["kind"], event["occurred_at"]
    if kind == "created":
        line.status = event["status"] or "new"
        created = {"status": line.status, "type": ticket["type"], "priority": ticket["priority"]}
        fields = [{name: value, "event_type": "Create"} for name, value in created.items()]
        return [_comment(event, actor, is_public=True), *fields]
    children: list[Row] = []
    if kind in ("public_comment", "internal_note"):
        children.append(_comment(event, actor, is_public=kind == "public_comment"))
        if kind == "public_comment" and event["actor_role"] == "agent":
            line.agent_replies.append(instant)
    if kind == "assigned":
        line.is_assigned = True
        line.assigned_at = line.assigned_at or instant
        assignee = agents.get(ticket["assignee_rep_id"])
        children.append(present({"assignee_id": assignee, "event_type": "Change"}))
    children.extend(_status_change(event, line))
    return children


def _status_change(event: Row, line: Timeline) -> list[Row]:
    default = {"solved": "solved", "reopened": "open"}
    status = event["status"] or default.get(event["kind"], line.status)
    if status == line.status:
        return []
    if status in SOLVED and line.status not in SOLVED:
        line.solves.append(event["occurred_at"])
    if line.status in SOLVED and status not in SOLVED:
        line.reopens += 1
    change = {"status": status, "previous_value": line.status, "event_type": "Change"}
    line.status = status
    return [change]


def _comment(event: Row, actor: int, *, is_public: bool) -> Row:
    return {
        "event_type": "Comment",
        "type": "Comment",
        "comment_present": True,
        "comment_public": is_public,
        "public": is_public,
        "author_id": actor,
        "body": f"Message {event['event_id']}",
    }
