"""Meetings: booked, held, missed, qualified; and visits to customers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.oracle.acceptance import accepted_at
from tests.oracle.activity_log import Activity
from tests.oracle.figures import PER_DISTINCT, RATIO, SUM
from tests.oracle.observations import Observation
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "meetings_booked": SUM,
    "meetings_held": SUM,
    "demos_held": SUM,
    "no_show_rate": RATIO,
    "qualified_meetings": SUM,
    "call_to_qualified_meeting_rate": RATIO,
    "customer_visits": SUM,
    ("customer_visits", "per_customer"): PER_DISTINCT,
}


def observe(world: World) -> Iterator[Observation]:
    for activity in world.activities.living:
        if activity.is_meeting and activity.booked_at < world.truth.end:
            yield from _booked(world, activity)
    for activity in world.activities.past:
        if activity.is_meeting:
            yield from _met(world, activity)
        yield from _visit(world, activity)
        if activity.row["type"] == "call" and activity.row["direction"] == "outbound":
            on, where = day_of(activity.at), world.activities.dimensions(activity)
            yield Observation("call_to_qualified_meeting_rate", on, where, 0, 1)


def _booked(world: World, meeting: Activity) -> Iterator[Observation]:
    """With a prospect: somebody known who had not bought, nor the account if one is known."""
    at = meeting.booked_at
    is_known = meeting.person is not None or meeting.account is not None
    if is_known and not world.deals.customer_by(meeting.account, meeting.person, at):
        where = world.activities.dimensions(meeting, at)
        yield Observation("meetings_booked", day_of(at), where, 1)


def _met(world: World, meeting: Activity) -> Iterator[Observation]:
    on, where = day_of(meeting.at), world.activities.dimensions(meeting)
    if not _is_cancelled_in_advance(meeting):
        is_no_show = int(meeting.row["outcome"] == "no_show")
        yield Observation("no_show_rate", on, where, is_no_show, 1)
    if not meeting.is_held:
        return
    yield Observation("meetings_held", on, where, 1)
    if meeting.row["meeting_kind"] == "demo":
        yield Observation("demos_held", on, where, 1)
    if is_qualified(world, meeting):
        yield Observation("qualified_meetings", on, where, 1)
        yield Observation("call_to_qualified_meeting_rate", on, where, 1, 0)


def _is_cancelled_in_advance(meeting: Activity) -> bool:
    cancelled_at = meeting.row["cancelled_at"]
    if cancelled_at is None:
        return bool(meeting.row["outcome"] == "cancelled")
    return bool(cancelled_at <= meeting.at)


def is_qualified(world: World, meeting: Activity) -> bool:
    """Whether a held meeting's prospect was accepted as SQL soon after it."""
    if not meeting.is_held or meeting.person is None:
        return False
    sql_at = accepted_at(world, meeting.person)
    window = timedelta(days=world.profile.windows.qualified_meeting_days)
    return sql_at is not None and meeting.at <= sql_at <= meeting.at + window


def _visit(world: World, activity: Activity) -> Iterator[Observation]:
    is_visit = activity.row["type"] == "call" or activity.is_held
    customer = world.deals.customer_by(activity.account, activity.person, activity.at)
    if is_visit and customer:
        on, where = day_of(activity.at), world.activities.dimensions(activity)
        yield Observation("customer_visits", on, where, 1)
        yield Observation("customer_visits", on, where, 1, 0, "per_customer", distinct=customer)
