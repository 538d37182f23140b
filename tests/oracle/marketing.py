"""Spend, quotas spread over their days, and visitors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from tests.oracle.figures import DISTINCT, RATIO
from tests.oracle.identity import UNKNOWN
from tests.oracle.observations import Observation
from tests.oracle.people import People
from tests.oracle.truth import Row, day_of
from tests.oracle.world import World

FIGURES = {
    "cost_per_lead": RATIO.monthly(),
    "quota_attainment": RATIO,
    "unique_visitors": DISTINCT,
}


def observe(world: World) -> Iterator[Observation]:
    yield from spend(world.people)
    yield from quotas(world.people)
    yield from visitors(world.people)


def visitors(people: People) -> Iterator[Observation]:
    for row in people.truth.rows("web_sessions"):
        if row["started_at"] >= people.truth.end:
            continue
        where = {
            "channel": row["channel"] or UNKNOWN,
            "campaign": row["utm_campaign"] or UNKNOWN,
            "market": row["country"] or UNKNOWN,
        }
        on = day_of(row["started_at"])
        yield Observation("unique_visitors", on, where, distinct=row["visitor_id"])


def spend(people: People) -> Iterator[Observation]:
    """Advertising cost as last restated, and programme costs spread over their days."""
    channels = {row["utm_campaign"]: row["channel"] for row in people.truth.rows("campaigns")}
    latest: dict[tuple[object, ...], Row] = {}
    for row in sorted(people.truth.rows("ad_spend"), key=lambda row: row["recorded_at"]):
        latest[row["day"], row["utm_campaign"], row["customer_id"]] = row
    for row in latest.values():
        cost = people.reporting(Decimal(str(row["cost"])), row["currency"], row["day"])
        if cost is None or row["day"] > people.truth.as_of:
            continue
        where = {
            "channel": channels.get(row["utm_campaign"], UNKNOWN),
            "campaign": row["utm_campaign"],
        }
        yield Observation("cost_per_lead", row["day"], where, float(cost))
        yield Observation("cost_per_lead", row["day"], where, float(cost), 0, "ads")
    for row in people.truth.rows("costs"):
        if row["kind"] != "programme":
            continue
        days = (row["period_end_on"] - row["period_start_on"]).days + 1
        where = {
            "channel": row["channel"] or UNKNOWN,
            "campaign": row["utm_campaign"] or UNKNOWN,
            "market": row["market"] or UNKNOWN,
        }
        for offset in range(days):
            day = row["period_start_on"] + timedelta(days=offset)
            rate = people.rate(row["currency"], day)
            if day <= people.truth.as_of and rate is not None:
                yield Observation(
                    "cost_per_lead", day, where, float(row["amount"]) / days * float(rate)
                )


def quotas(people: People) -> Iterator[Observation]:
    """Each rep's monthly quota, spread evenly over its days."""
    rep_ids = {row["email"].lower(): row["rep_id"] for row in people.truth.rows("reps")}
    for row in people.truth.rows("quotas"):
        days = (row["period_end_on"] - row["period_start_on"]).days + 1
        for offset in range(days):
            day = row["period_start_on"] + timedelta(days=offset)
            rate = people.rate(row["currency"], day)
            if day > people.truth.as_of or rate is None:
                continue
            where = people.rep(rep_ids[row["rep_email"].lower()], day)
            share = Decimal(str(row["amount"])) / days * rate
            yield Observation("quota_attainment", day, where, 0, float(share))
