"""Leads, MQLs, SQLs and their conversions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.oracle.acceptance import accepted_at, first_opportunity_at
from tests.oracle.figures import RATIO, SUM
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
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


def observe(world: World) -> Iterator[Observation]:
    people = world.people
    windows = people.identity.profile.windows
    for person in people.identity.records_of:
        lead_at = people.lead_at(person)

        def since_lead(instant: datetime | None, lead_at: datetime = lead_at) -> datetime | None:
            """What happened before the lead existed belongs to no conversion."""
            return instant if instant and instant >= lead_at else None

        mql_at = since_lead(people.first_reached(person, "marketingqualifiedlead"))
        sql_at = since_lead(accepted_at(world, person))
        deal_at = since_lead(first_opportunity_at(world, person))

        def at(instant: datetime, person: str = person) -> Dimensions:
            return people.person(person) | people.lead_owner(person, instant)

        in_time = int(
            deal_at is not None
            and deal_at <= lead_at + timedelta(days=windows.lead_to_opportunity_days)
        )
        yield Observation("leads_generated", day_of(lead_at), at(lead_at), 1)
        yield Observation("lead_to_opportunity_rate", day_of(lead_at), at(lead_at), in_time, 1)
        yield Observation("cost_per_lead", day_of(lead_at), at(lead_at), 0, 1)
        yield Observation("cost_per_lead", day_of(lead_at), at(lead_at), 0, 1, "ads")
        rate, variant = "lead_to_opportunity_rate", "period"
        yield Observation(rate, day_of(lead_at), at(lead_at), 0, 1, variant)
        if deal_at:
            yield Observation(rate, day_of(deal_at), at(deal_at), 1, 0, variant)
        if mql_at:
            last = mql_at + timedelta(days=windows.mql_to_sql_days)
            accepted = int(sql_at is not None and mql_at <= sql_at <= last)
            yield Observation("mqls", day_of(mql_at), at(mql_at), 1)
            yield Observation("mql_to_sql_rate", day_of(mql_at), at(mql_at), accepted, 1)
            yield Observation("mql_to_sql_rate", day_of(mql_at), at(mql_at), 0, 1, "period")
        if sql_at:
            yield Observation("sqls", day_of(sql_at), at(sql_at), 1)
            yield Observation("mql_to_sql_rate", day_of(sql_at), at(sql_at), 1, 0, "period")
