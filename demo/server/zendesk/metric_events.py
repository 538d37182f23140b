"""Ticket metric events: when the clocks of reply time and requester wait time start and end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from demo.server.zendesk.ids import present, stamp, whole_number

Row = dict[str, Any]
POLICY_ID = whole_number("sla_policy", "standard")
_METRICS = {"first_reply_time": "reply_time", "requester_wait_time": "requester_wait_time"}
_TYPES = {"sla_set": "apply_sla", "sla_breached": "breach", "sla_fulfilled": "fulfill"}


def build(tickets: dict[str, Row], events: Iterable[Row]) -> list[Row]:
    """Metric events of all tickets with `_at`: an activation at creation, then what SLAs did."""
    started = [
        _event(f"{metric}:{key}", key, metric, "activate", ticket["created_at"], ticket)
        for key, ticket in tickets.items()
        for metric in _METRICS.values()
    ]
    return started + [_sla(event, tickets) for event in events if event["kind"] in _TYPES]


def _sla(event: Row, tickets: dict[str, Row]) -> Row:
    key, metric = event["ticket_id"], _METRICS[event["sla_metric"]]
    exported = _event(
        event["event_id"], key, metric, _TYPES[event["kind"]], event["occurred_at"], event
    )
    if event["kind"] == "sla_set":
        clock_started = tickets[key]["created_at"]
        seconds = event["due_at"] - clock_started
        exported["sla"] = {
            "target": seconds // 60,
            "target_in_seconds": seconds,
            "business_hours": False,
            "policy": {"id": POLICY_ID, "title": "Standard", "description": ""},
        }
    return exported


def _event(key: str, ticket_id: str, metric: str, kind: str, instant: int, known: Row) -> Row:
    return present(
        {
            "id": whole_number("metric_event", key),
            "ticket_id": whole_number("ticket", ticket_id),
            "metric": metric,
            "instance_id": 1,
            "type": kind,
            "time": stamp(instant),
            "_at": known["recorded_at"],
        }
    )


def policies() -> list[Row]:
    """The account's SLA policies: one, with a target in minutes for each priority."""
    targets = {"urgent": (60, 480), "high": (240, 1440), "normal": (480, 2880), "low": (1440, 5760)}
    names = ("first_reply_time", "requester_wait_time")
    return [
        {
            "id": POLICY_ID,
            "title": "Standard",
            "description": "Every ticket",
            "position": 1,
            "filter": {"all": [], "any": []},
            "policy_metrics": [
                {"priority": priority, "metric": name, "target": target, "business_hours": False}
                for priority, pair in targets.items()
                for name, target in zip(names, pair, strict=True)
            ],
            "created_at": "2020-01-01T00:00:00Z",
            "updated_at": "2020-01-01T00:00:00Z",
        }
    ]
