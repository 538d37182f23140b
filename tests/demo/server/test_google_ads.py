"""The sandbox's Google Ads: the last restatement holds, sums, queries that are refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from demo.server.google_ads.gaql import QueryError, parse
from demo.server.google_ads.store import FIELDS, AdsStore
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import simulate

AS_OF = date(2026, 11, 21)
DAYS = "SELECT campaign.id, segments.date, metrics.cost_micros FROM campaign"


@pytest.fixture(scope="module")
def state() -> SandboxState:
    return SandboxState(simulate(Size.TINY, 7, AS_OF), AS_OF)


def _search(store: AdsStore, query: str) -> list[dict[str, Any]]:
    found = parse(query, FIELDS)
    return [row for customer in store.customers for row in store.search(customer, found)]


def test_the_last_restatement_holds(state: SandboxState) -> None:
    latest: dict[tuple[str, str], tuple[Any, float]] = {}
    for row in state.visible("ad_spend").to_pylist():
        key = (row["google_ads_campaign_id"], row["day"].isoformat())
        latest[key] = max(
            latest.get(key, (row["recorded_at"], 0.0)), (row["recorded_at"], row["cost"])
        )
    found = {
        (row["campaign.id"], row["segments.date"]): row["metrics.cost_micros"]
        for row in _search(AdsStore(state), DAYS)
    }
    assert found == {key: round(cost * 1_000_000) for key, (_, cost) in latest.items()}


def test_a_later_day_restates_earlier_ones(state: SandboxState) -> None:
    before = {
        (row["campaign.id"], row["segments.date"]): row for row in _search(AdsStore(state), DAYS)
    }
    state.move_to(AS_OF + timedelta(days=3))
    after = {
        (row["campaign.id"], row["segments.date"]): row for row in _search(AdsStore(state), DAYS)
    }
    state.move_to(AS_OF)
    assert set(before) < set(after)
    assert any(after[key] != row for key, row in before.items())


def test_days_are_limited_and_summed(state: SandboxState) -> None:
    store = AdsStore(state)
    where = " WHERE segments.date BETWEEN '2026-10-01' AND '2026-10-31'"
    days = _search(store, DAYS + where)
    assert {row["segments.date"][:7] for row in days} == {"2026-10"}
    totals = _search(store, f"SELECT campaign.id, metrics.cost_micros FROM campaign{where}")
    assert len(totals) == len({row["campaign.id"] for row in days})
    assert sum(row["metrics.cost_micros"] for row in totals) == sum(
        row["metrics.cost_micros"] for row in days
    )


def test_order_and_limit(state: SandboxState) -> None:
    query = "SELECT campaign.name FROM campaign WHERE campaign.status = 'PAUSED'"
    every = [row["campaign.name"] for row in _search(AdsStore(state), query)]
    parsed = parse(f"{query} ORDER BY campaign.name LIMIT 2", FIELDS)
    customer = AdsStore(state).customers[0]
    first = [row["campaign.name"] for row in AdsStore(state).search(customer, parsed)]
    assert len(first) == 2
    assert first == sorted(first)
    assert set(first) <= set(every)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELECT campaign.mood FROM campaign", "UNRECOGNIZED_FIELD"),
        ("SELECT campaign.id", "UNEXPECTED_END_OF_QUERY"),
        ("SELECT campaign.id FROM campaign WHERE campaign.id ~ 3", "BAD_OPERATOR"),
    ],
)
def test_refused_queries(query: str, code: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(query, FIELDS)
    assert refused.value.code == code
