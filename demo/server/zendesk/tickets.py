"""Tickets with their metric sets, folded from the world's ticket events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from demo.server.zendesk.audits import SOLVED, Timeline
from demo.server.zendesk.ids import present, stamp, whole_number
from demo.server.zendesk.users import organization_number, user_number

Row = dict[str, Any]
COMPLAINT_TAG = "complaint"


def build(rows: Iterable[Row], timelines: dict[str, Timeline], agents: dict[str, int]) -> list[Row]:
    """Every ticket as the cursor export shows it, with `_at` and its `metric_set`."""
    return [_ticket(row, timelines.get(row["ticket_id"], Timeline()), agents) for row in rows]


def tags(ticket: Row) -> list[str]:
    """Tags of a ticket: its type, and the complaint tag where it complains."""
    return [ticket["type"], COMPLAINT_TAG] if ticket["is_complaint"] else [ticket["type"]]


def _ticket(row: Row, line: Timeline, agents: dict[str, int]) -> Row:
    number = whole_number("ticket", row["ticket_id"])
    is_deleted = row["deleted_at"] is not None
    changed = max(filter(None, (row["recorded_at"], row["deleted_at"], line.last_recorded_at)))
    company_id = row["company_id"]
    ticket = {
        "id": number,
        "type": row["type"],
        "priority": row["priority"],
        "status": "deleted" if is_deleted else line.status,
        "subject": f"Request {number}",
        "tags": tags(row),
        "via": {"channel": "email", "source": {}},
        "requester_id": user_number(row["requester_email"]),
        "submitter_id": user_number(row["requester_email"]),
        "assignee_id": agents.get(row["assignee_rep_id"]) if line.is_assigned else None,
        "organization_id": organization_number(company_id) if company_id is not None else None,
        "is_public": True,
        "created_at": stamp(row["created_at"]),
        "updated_at": stamp(changed),
        "generated_timestamp": changed,
        "_at": changed,
    }
    if not is_deleted:
        ticket["metric_set"] = _metric_set(number, row["created_at"], line, changed)
    return present(ticket)


def _metric_set(number: int, created: int, line: Timeline, changed: int) -> Row:
    solved_at = line.solves[-1] if line.status in SOLVED and line.solves else None
    metric_set: Row = {
        "id": whole_number("metric_set", str(number)),
        "ticket_id": number,
        "reopens": line.reopens,
        "replies": len(line.agent_replies),
        "group_stations": 1,
        "assignee_stations": int(line.is_assigned),
        "created_at": stamp(created),
        "updated_at": stamp(changed),
        "solved_at": stamp(solved_at) if solved_at else None,
        "initially_assigned_at": stamp(line.assigned_at) if line.assigned_at else None,
    }
    # Business hours need the account's schedules, which the demo help desk does not have: no key.
    for name, instants in (
        ("reply_time_in_minutes", line.agent_replies[:1]),
        ("first_resolution_time_in_minutes", line.solves[:1]),
        ("full_resolution_time_in_minutes", [solved_at] if solved_at else []),
    ):
        if instants:
            minutes = (instants[0] - created) // 60
            metric_set[name] = {"calendar": minutes}
    return present(metric_set)
