"""Leads, MQLs, SQLs and their conversions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.oracle.figures import RATIO, SUM
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions, People
from tests.oracle.truth import day_of
from tests.oracle.world import World

FIGURES = {
    "leads_generated": SUM,
    "mqls": SUM,
    "sqls": SUM,
    "mql_to_sql_rate": RATIO,
    "lead_to_opportunity_rate": RATIO,
    "cost_per_lead": RATIO.monthly(),
}


def first_opportunity_at(people: People) -> dict[str, datetime]:
    """Person -> creation of their first deal."""
    identity = people.identity
    first: dict[str, datetime] = {}
    for link in people.truth.rows("deal_people"):
        deal, person = identity.deals.resolve(link["deal_id"]), identity.person(link["contact_id"])
        if deal and person:
            created = identity.deals.created_at(deal)
            first[person] = min(created, first.get(person, created))
    return first


def observe(world: World) -> Iterator[Observation]:
    people = world.people
    windows = people.identity.profile.windows
    opportunity_at = first_opportunity_at(people)
    for person in people.identity.records_of:
        lead_at = people.lead_at(person)
        mql_at = people.first_reached(person, "marketingqualifiedlead")
        sql_at = people.first_reached(person, "salesqualifiedlead")
        won_opportunity_at = opportunity_at.get(person)

        def at(instant: datetime, person: str = person) -> Dimensions:
            return people.person(person) | people.lead_owner(person, instant)

        in_time = int(
            won_opportunity_at is not None
            and won_opportunity_at <= lead_at + timedelta(days=windows.lead_to_opportunity_days)
        )
        yield Observation("leads_generated", day_of(lead_at), at(lead_at), 1)
        yield Observation("lead_to_opportunity_rate", day_of(lead_at), at(lead_at), in_time, 1)
        yield Observation("cost_per_lead", day_of(lead_at), at(lead_at), 0, 1)
        yield Observation("cost_per_lead", day_of(lead_at), at(lead_at), 0, 1, "ads")
        yield Observation("lead_to_opportunity_rate", day_of(lead_at), at(lead_at), 0, 1, "period")
        if won_opportunity_at:
            yield Observation(
                "lead_to_opportunity_rate",
                day_of(won_opportunity_at),
                at(won_opportunity_at),
                1,
                0,
                "period",
            )
        if mql_at:
            accepted = int(
                sql_at is not None and sql_at <= mql_at + timedelta(days=windows.mql_to_sql_days)
            )
            yield Observation("mqls", day_of(mql_at), at(mql_at), 1)
            yield Observation("mql_to_sql_rate", day_of(mql_at), at(mql_at), accepted, 1)
            yield Observation("mql_to_sql_rate", day_of(mql_at), at(mql_at), 0, 1, "period")
        if sql_at:
            yield Observation("sqls", day_of(sql_at), at(sql_at), 1)
            yield Observation("mql_to_sql_rate", day_of(sql_at), at(sql_at), 1, 0, "period")
