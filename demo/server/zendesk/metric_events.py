"""Ticket metric events: when clocks start, pause and end, and when they pass their targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from demo.server.zendesk.ids import present, stamp, whole_number

Row = dict[str, Any]
POLICY_ID = whole_number("sla_policy", "standard")
#: Events of one ticket that an id has room for.
_SLOTS = 2048
_METRICS = {"first_reply_time": "reply_time", "requester_wait_time": "requester_wait_time"}
#: Statuses in which the clock of a metric pauses, and in which it has come to its end.
_PAUSED = {
    "requester_wait_time": ("pending",),
    "agent_work_time": ("pending", "hold"),
    "resolution_time": (),
}
_SOLVED = ("solved", "closed")


@dataclass
class _Clock:
    """One instance of one metric: it runs since `since`, after `used` seconds."""

    metric: str
    instance: int
    since: int | None = None
    used: int = 0
    target: int | None = None
    is_breached: bool = False
    found: list[tuple[int, int, str]] = field(default_factory=list)

    def go(self, at: int, known: int) -> None:
        """Start it, unless it runs."""
        if self.since is None:
            self.since = at
            self.found.append((at, known, "activate"))

    def stop(self, at: int, known: int, kind: str) -> None:
        """Stop it, unless it is stopped: `pause` or `fulfill`."""
        if self.since is not None:
            self.breach(at)
            self.used += at - self.since
            self.since = None
            self.found.append((at, known, kind))

    def breach(self, until: int) -> None:
        """Note the instant before `until` at which it passed its target."""
        if self.target is None or self.is_breached or self.since is None:
            return
        at = self.since + self.target - self.used
        if at < until:
            self.is_breached = True
            self.found.append((at, at, "breach"))


def build(tickets: dict[str, Row], events: Iterable[Row], now: int) -> list[Row]:
    """Metric events of all tickets known at the second `now`, each with `_at`."""
    per_ticket: dict[str, list[Row]] = defaultdict(list)
    for event in events:
        per_ticket[event["ticket_id"]].append(event)
    return [row for key, ticket in tickets.items() for row in _ticket(ticket, per_ticket[key], now)]


def _ticket(ticket: Row, events: list[Row], now: int) -> list[Row]:
    first = _Clock("reply_time", 1)
    by_status = [_Clock(metric, 1) for metric in _PAUSED]
    replies, heard = [first], ticket["recorded_at"]
    for clock in (first, *by_status):
        clock.go(ticket["created_at"], heard)
    set_at: list[tuple[int, int, _Clock, int]] = []
    for event in sorted(events, key=lambda one: (one["occurred_at"], one["event_id"])):
        at, known = event["occurred_at"], event["recorded_at"]
        if event["kind"] == "sla_set":
            metric = _METRICS[event["sla_metric"]]
            clock = next(one for one in (first, *by_status) if one.metric == metric)
            clock.target = event["sla_seconds"]
            set_at.append((at, known, clock, event["sla_seconds"]))
        if event["kind"] == "public_comment" and at > ticket["created_at"]:
            _replied(replies, event)
        for clock in by_status if event["status"] else ():
            _moved(clock, event["status"], at, known)
    end = min(now, ticket["deleted_at"] or now)
    return _numbered(ticket, [*replies, *by_status], set_at, end)


def _replied(replies: list[_Clock], event: Row) -> None:
    at, known = event["occurred_at"], event["recorded_at"]
    if event["actor_role"] == "agent":
        replies[-1].stop(at, known, "fulfill")
    elif replies[-1].since is None:
        replies.append(_Clock("reply_time", replies[-1].instance + 1))
        replies[-1].go(at, known)


def _moved(clock: _Clock, status: str, at: int, known: int) -> None:
    if status in _SOLVED:
        clock.stop(at, known, "fulfill")
    elif status in _PAUSED[clock.metric]:
        clock.stop(at, known, "pause")
    else:
        clock.go(at, known)


def _numbered(
    ticket: Row, clocks: list[_Clock], set_at: list[tuple[int, int, _Clock, int]], end: int
) -> list[Row]:
    """The events in the order in which they came to be, with ids that never change."""
    for clock in clocks:
        clock.breach(end)
    heard = ticket["recorded_at"]
    found = [(at, max(known, heard), kind, clock, 0) for clock in clocks
             for at, known, kind in clock.found]  # fmt: skip
    found += [(at, max(known, heard), "apply_sla", clock, target)
              for at, known, clock, target in set_at]  # fmt: skip
    found.sort(key=lambda one: one[0])
    return [
        _event(ticket, place, at, known, kind, clock, target)
        for place, (at, known, kind, clock, target) in enumerate(found)
    ]


def _event(
    ticket: Row, place: int, at: int, known: int, kind: str, clock: _Clock, target: int
) -> Row:
    number = whole_number("ticket", ticket["ticket_id"])
    policy = {"id": POLICY_ID, "title": "Standard", "description": ""}
    sla = {
        "target": target // 60,
        "target_in_seconds": target,
        "business_hours": False,
        "policy": policy,
    }
    return present(
        {
            "id": number * _SLOTS + place,
            "ticket_id": number,
            "metric": clock.metric,
            "instance_id": clock.instance,
            "type": kind,
            "time": stamp(at),
            "sla": sla if kind == "apply_sla" else None,
            "_at": known,
        }
    )
