"""Subscribed contacts at the ends of periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.oracle.figures import SUM
from tests.oracle.observations import Observation
from tests.oracle.periods import MONTH_UP, periods
from tests.oracle.truth import day_of, start_of
from tests.oracle.world import World

FIGURES = {"newsletter_subscribers": SUM.monthly()}


def observe(world: World) -> Iterator[Observation]:
    people, read = world.people, _read(world)
    persons = people.identity.records_of
    window = timedelta(days=world.profile.windows.newsletter_reader_days)
    first = min((day_of(people.lead_at(person)) for person in persons), default=world.as_of)
    for grain in MONTH_UP:
        for start, day in periods(first, world.as_of, grain):
            end = _end(day)
            for person in persons:
                if people.value_of(person, "subscribed", end) != "true":
                    continue
                where = people.person(person) | people.lead_owner(person, end)
                is_reader = any(end - window <= at <= end for at in read[person])
                for variant in ("", "readers") if is_reader else ("",):
                    yield Observation(
                        "newsletter_subscribers",
                        day,
                        where,
                        1,
                        variant=variant,
                        grain=grain,
                        period_start=start,
                    )


def _end(day: date) -> datetime:
    """The last instant of a day."""
    return start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def _read(world: World) -> dict[str, list[datetime]]:
    """Person -> when they opened or clicked a newsletter themselves."""
    found: dict[str, list[datetime]] = defaultdict(list)
    for mailing in world.mailings.sent:
        if mailing.person and mailing.message["is_newsletter"]:
            for kind in ("opened", "clicked"):
                found[mailing.person] += mailing.events.get(kind, [])
    return found
