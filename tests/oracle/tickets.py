"""Tickets: opened, answered, solved, reopened, promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.oracle.figures import RATIO, SUM, percentile
from tests.oracle.observations import Observation
from tests.oracle.periods import GRAINS, periods
from tests.oracle.truth import Row, day_of, start_of
from tests.oracle.world import World

_P90 = percentile(0.9)
FIGURES = {
    "tickets_opened": SUM,
    "complaints": SUM,
    "complaint_resolution_rate": RATIO,
    "first_response_hours": percentile(0.5),
    ("first_response_hours", "mean"): RATIO,
    ("first_response_hours", "p90"): _P90,
    ("first_response_hours", "p90_business"): _P90,
    "resolution_hours": percentile(0.5),
    ("resolution_hours", "mean"): RATIO,
    ("resolution_hours", "p90"): _P90,
    ("resolution_hours", "p90_business"): _P90,
    ("resolution_hours", "final:p90"): _P90,
    "reopen_rate": RATIO,
    "one_touch_resolution_rate": RATIO,
    "sla_attainment_rate": RATIO,
    "ticket_backlog": SUM,
}


def observe(world: World) -> Iterator[Observation]:
    for ticket_id, ticket in world.support.tickets.items():
        yield from _opened(world, ticket_id, ticket)
        yield from _answered(world, ticket_id, ticket)
        yield from _promised(world, ticket_id)
    yield from _backlog(world)


def _opened(world: World, ticket_id: str, ticket: Row) -> Iterator[Observation]:
    on = day_of(ticket["created_at"])
    where = world.support.dimensions(ticket_id, on)
    yield Observation("tickets_opened", on, where, 1)
    if ticket["is_complaint"]:
        window = timedelta(days=world.profile.windows.complaint_resolution_days)
        solved_at = min(world.support.solves(ticket_id), default=None)
        in_time = solved_at is not None and solved_at <= ticket["created_at"] + window
        yield Observation("complaints", on, where, 1)
        yield Observation("complaint_resolution_rate", on, where, int(in_time), 1)


def _answered(world: World, ticket_id: str, ticket: Row) -> Iterator[Observation]:
    replies, solves = world.support.replies(ticket_id), world.support.solves(ticket_id)
    opened_at: datetime = ticket["created_at"]
    if replies:
        yield from _hours(world, "first_response_hours", ticket_id, opened_at, min(replies))
    if not solves:
        return
    solved_at, finally_at = solves[0], solves[-1]
    yield from _hours(world, "resolution_hours", ticket_id, opened_at, solved_at)
    on = day_of(finally_at)
    where = world.support.dimensions(ticket_id, on)
    hours = (finally_at - opened_at).total_seconds() / 3600
    yield Observation("resolution_hours", on, where, hours, 1, "final")
    yield Observation("resolution_hours", on, where, hours, 1, "final:p90")
    on = day_of(solved_at)
    where = world.support.dimensions(ticket_id, on)
    reopened = any(
        status not in world.support.solved_statuses and at > solved_at
        for at, status in world.support.statuses(ticket_id)
    )
    one_touch = sum(reply <= solved_at for reply in replies) == 1
    yield Observation("reopen_rate", on, where, int(reopened), 1)
    yield Observation("one_touch_resolution_rate", on, where, int(one_touch), 1)


def _hours(
    world: World, kpi: str, ticket_id: str, opened_at: datetime, done_at: datetime
) -> Iterator[Observation]:
    on = day_of(done_at)
    where = world.support.dimensions(ticket_id, on)
    calendar = (done_at - opened_at).total_seconds() / 3600
    business = world.calendar.business_hours(opened_at, done_at)
    for variant in ("", "mean", "p90"):
        yield Observation(kpi, on, where, calendar, 1, variant)
    for variant in ("median_business", "p90_business"):
        yield Observation(kpi, on, where, business, 1, variant)


def _promised(world: World, ticket_id: str) -> Iterator[Observation]:
    """Each promise: kept when what it promises came before its clock had run for so long.

    The first reply's clock never pauses. The requester's wait does while the ticket is
    pending with the requester, and while it is solved; a reopening sets it going again.
    """
    for promise in world.support.events[ticket_id]:
        if promise["kind"] != "sla_set":
            continue
        due_at, is_met = _outcome(world, ticket_id, promise)
        if due_at is not None and due_at < world.truth.end:
            on = day_of(due_at)
            where = world.support.dimensions(ticket_id, on)
            yield Observation("sla_attainment_rate", on, where, int(is_met), 1)


def _outcome(world: World, ticket_id: str, promise: Row) -> tuple[datetime | None, bool]:
    """When a promise is due, and whether it was kept; no instant while its clock is paused.

    It is due when the clock reaches the target; what was kept before, when it would have.
    """
    left = timedelta(seconds=promise["sla_seconds"])
    if promise["sla_metric"] == "first_reply_time":
        replied_at = min(world.support.replies(ticket_id), default=None)
        due_at = promise["occurred_at"] + left
        return due_at, replied_at is not None and replied_at <= due_at
    since: datetime | None = promise["occurred_at"]
    kept: datetime | None = None
    paused = {"pending", *world.support.solved_statuses}
    for at, status in [*world.support.statuses(ticket_id), (world.truth.end, "")]:
        if since is not None and at > since + left:
            return since + left, False
        if status in paused and since is not None:
            left, since = left - (at - since), None
        if status in world.support.solved_statuses and kept is None:
            kept = at + left
        if status and status not in paused and since is None:
            since = at
    if kept is not None:
        return kept, True
    return (None if since is None else since + left), False


def _backlog(world: World) -> Iterator[Observation]:
    """Tickets not solved at the end of the last day of each period."""
    tickets = world.support.tickets
    spans = {ticket_id: list(_unsolved(world, ticket_id)) for ticket_id in tickets}
    first = min((day_of(row["created_at"]) for row in tickets.values()), default=world.as_of)
    for grain in GRAINS:
        for start, day in periods(first, world.as_of, grain):
            end = start_of(day + timedelta(days=1))
            for ticket_id, unsolved in spans.items():
                if any(
                    since < end and (until is None or until >= end) for since, until in unsolved
                ):
                    where = world.support.dimensions(ticket_id, day)
                    yield Observation(
                        "ticket_backlog", day, where, 1, grain=grain, period_start=start
                    )


def _unsolved(world: World, ticket_id: str) -> Iterator[tuple[datetime, datetime | None]]:
    """From when until when the ticket was not solved."""
    since: datetime | None = world.support.tickets[ticket_id]["created_at"]
    solved = world.support.solved_statuses
    for at, status in world.support.statuses(ticket_id):
        if status in solved and since is not None:
            yield since, at
            since = None
        elif status not in solved and since is None:
            since = at
    if since is not None:
        yield since, None
