"""How good the leads are: reachable and not refused, score, ideal customer; referrals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from company.profile import slug
from tests.oracle.acceptance import accepted_at
from tests.oracle.figures import RATIO, SUM
from tests.oracle.observations import Observation
from tests.oracle.people import Dimensions
from tests.oracle.periods import GRAINS, period_end, period_start
from tests.oracle.truth import day_of, start_of
from tests.oracle.world import World

FIGURES = {
    "lead_qualification_rate": RATIO,
    "average_lead_score": RATIO,
    "icp_fit_rate": RATIO,
    "referrals": SUM.monthly(),
}
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def observe(world: World) -> Iterator[Observation]:
    people = world.people
    for person in people.identity.records_of:
        lead_at = people.lead_at(person)
        on, where = day_of(lead_at), people.person(person) | people.lead_owner(person, lead_at)
        qualified = int(_is_qualified(world, person, lead_at))
        yield Observation("lead_qualification_rate", on, where, qualified, 1)
        fits = int(fits_ideal_customer(world, people.account_of(person)))
        yield Observation("icp_fit_rate", on, where, fits, 1)
        yield from _scores(world, person, on, where)
        if where["channel"] == "referral":
            yield Observation("referrals", on, where, 1)
            yield Observation("referrals", on, where, 1, variant="leads")
    for first, *_ in world.deals.wins_of.values():
        if first.closed_at and first.row["channel"] == "referral":
            on, where = day_of(first.closed_at), world.deals.dimensions(first, first.closed_at)
            yield Observation("referrals", on, where, 1)
            yield Observation("referrals", on, where, 1, variant="customers")


def _is_qualified(world: World, person: str, lead_at: datetime) -> bool:
    """A valid way to reach the lead, and not disqualified within the window; or accepted in it."""
    contacts = world.people.identity.contacts
    records = [contacts.alive[record] for record in world.people.identity.records_of[person]]
    is_reachable = any(r["phone"] or _ADDRESS.fullmatch(r["email"] or "") for r in records)
    refused_at = world.people.disqualified_at(person)
    window = timedelta(days=world.profile.windows.lead_qualification_days)
    if is_reachable and (refused_at is None or refused_at > lead_at + window):
        return True
    # Whom sales accepted in time was qualified: a later stage implies the earlier ones.
    sql_at = accepted_at(world, person)
    return sql_at is not None and lead_at <= sql_at <= lead_at + window


def fits_ideal_customer(world: World, account: str | None) -> bool:
    """Whether the account meets each rule that is given; no account fits none."""
    rules, identity = world.profile.ideal_customer, world.people.identity
    if account is None or account not in identity.account_facts:
        return False
    facts, employees = identity.account_facts[account], identity.employees.get(account)
    industries = {slug(industry) for industry in rules.industries}
    return (
        (rules.min_employees is None or (employees or -1) >= rules.min_employees)
        and (
            rules.max_employees is None
            or (employees is not None and employees <= rules.max_employees)
        )
        and (not industries or facts["industry"] in industries)
        and (not rules.markets or facts["market"] in rules.markets)
    )


def _scores(world: World, person: str, on: date, where: Dimensions) -> Iterator[Observation]:
    """The score in force at the end of each period that the lead came in."""
    for grain in GRAINS:
        start = period_start(on, grain)
        last_day = min(period_end(start, grain), world.as_of)
        instant = start_of(last_day + timedelta(days=1)) - timedelta(microseconds=1)
        score = world.people.value_of(person, "score", instant)
        if score is not None:
            yield Observation(
                "average_lead_score", on, where, float(score), 1, grain=grain, period_start=start
            )
