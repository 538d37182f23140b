"""Leads as reps work them: first touch, how soon it came, and what it brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.oracle.figures import RATIO, SUM, percentile
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "leads_worked": SUM,
    "response_rate": RATIO,
    "contact_to_meeting_rate": RATIO,
    "speed_to_lead_hours": percentile(0.5),
    ("speed_to_lead_hours", "mean"): RATIO,
    ("speed_to_lead_hours", "p90"): percentile(0.9),
    ("speed_to_lead_hours", "p90_business"): percentile(0.9),
}


def observe(world: World) -> Iterator[Observation]:
    for person in world.people.identity.records_of:
        where = world.people.person(person)
        yield from _first_touch(world, person, where)
        yield from _speed(world, person, where)


def _first_touch(world: World, person: str, where: Dimensions) -> Iterator[Observation]:
    first = min(world.activities.touches(person), default=None)
    if first is None:
        return
    windows, on = world.profile.windows, day_of(first)
    where = where | world.people.lead_owner(person, first)
    answers_until = first + timedelta(days=windows.response_days)
    meetings_until = first + timedelta(days=windows.contact_to_meeting_days)
    answered = any(
        activity.row["direction"] == "inbound"
        and activity.row["type"] in ("call", "email", "social")
        and first < activity.at <= answers_until
        for activity in world.activities.of_person[person]
    )
    met = any(
        first <= meeting.booked_at <= meetings_until
        for meeting in world.activities.meetings_of.get(person, ())
    )
    yield Observation("leads_worked", on, where, 1)
    yield Observation("response_rate", on, where, int(answered), 1)
    yield Observation("contact_to_meeting_rate", on, where, int(met), 1)


def _speed(world: World, person: str, where: Dimensions) -> Iterator[Observation]:
    lead_at = world.people.lead_at(person)
    touched_at = min((t for t in world.activities.touches(person) if t >= lead_at), default=None)
    if touched_at is None:
        return
    where = where | world.people.lead_owner(person, lead_at)
    hours = (touched_at - lead_at).total_seconds() / 3600
    business = world.calendar.business_hours(lead_at, touched_at)
    for variant, value in {
        "": hours,
        "mean": hours,
        "p90": hours,
        "median_business": business,
        "p90_business": business,
    }.items():
        yield Observation("speed_to_lead_hours", day_of(lead_at), where, value, 1, variant)
