"""The sandbox's GA4: distinct users by period, filters, paging, thresholds, (other)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from demo.server.faults import FaultSwitch
from demo.server.google_analytics.query import InvalidArgumentError
from demo.server.google_analytics.report import (
    HIGH_CARDINALITY_PROPERTY,
    THRESHOLDED_PROPERTY,
    run_report,
)
from demo.server.google_analytics.store import WebStore
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import simulate

AS_OF = date(2026, 11, 21)
MAY_TO_OCTOBER = {"startDate": "2026-05-01", "endDate": "2026-10-31"}


@pytest.fixture(scope="module")
def state() -> SandboxState:
    return SandboxState(simulate(Size.TINY, 7, AS_OF), AS_OF)


@pytest.fixture(scope="module")
def store(state: SandboxState) -> WebStore:
    return WebStore(state)


def _ask(store: WebStore, *dimensions: str, prop: str = "1", **more: Any) -> dict[str, Any]:
    request = {
        "dateRanges": [MAY_TO_OCTOBER],
        "dimensions": [{"name": name} for name in dimensions],
        "metrics": [{"name": "sessions"}, {"name": "totalUsers"}],
        **more,
    }
    return run_report(store, prop, request, AS_OF, FaultSwitch())


def _cells(answer: dict[str, Any]) -> dict[tuple[str, ...], list[int]]:
    return {
        tuple(cell["value"] for cell in row.get("dimensionValues", [])): [
            int(cell["value"]) for cell in row["metricValues"]
        ]
        for row in answer.get("rows", [])
    }


def test_users_are_counted_once_per_month_and_channel(state: SandboxState, store: WebStore) -> None:
    visitors: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in state.visible("web_sessions").to_pylist():
        month = row["started_at"].astimezone(ZoneInfo("Europe/Paris")).strftime("%Y%m")
        visitors[month, row["channel"].replace("_", " ").title()].add(row["visitor_id"])
    found = _cells(_ask(store, "yearMonth", "sessionDefaultChannelGroup"))
    assert found
    for (month, channel), (_, users) in found.items():
        raw = "Partner" if channel == "Affiliates" else channel
        assert users == len(visitors[month, raw])


def test_users_do_not_add_up(store: WebStore) -> None:
    total = _cells(_ask(store))[()][1]
    assert total < sum(users for _, users in _cells(_ask(store, "yearMonth")).values())


def test_several_date_ranges_are_named(store: WebStore) -> None:
    ranges = [
        {"startDate": "2026-04-01", "endDate": "2026-06-30", "name": "q2"},
        {"startDate": "2026-07-01", "endDate": "2026-09-30"},
    ]
    answer = _ask(store, "countryId", dateRanges=ranges)
    assert [header["name"] for header in answer["dimensionHeaders"]] == ["countryId", "dateRange"]
    assert {key[1] for key in _cells(answer)} == {"q2", "date_range_1"}


def test_offset_and_limit_cut_the_same_report(store: WebStore) -> None:
    whole = _ask(store, "date")
    parts = [_ask(store, "date", offset=str(start), limit="50")["rows"] for start in (0, 50)]
    assert [*parts[0], *parts[1]] == whole["rows"][:100]
    assert _ask(store, "date", limit="50")["rowCount"] == whole["rowCount"]


def test_filters(store: WebStore) -> None:
    exact = {"filter": {"fieldName": "countryId", "stringFilter": {"value": "FR"}}}
    other = {"filter": {"fieldName": "countryId", "inListFilter": {"values": ["DE", "ES"]}}}
    assert set(_cells(_ask(store, "countryId", dimensionFilter=exact))) == {("FR",)}
    either = {"orGroup": {"expressions": [exact, other]}}
    found = _cells(_ask(store, "countryId", dimensionFilter=either))
    assert set(found) == {("DE",), ("ES",), ("FR",)}
    rest = _cells(_ask(store, "countryId", dimensionFilter={"notExpression": either}))
    assert not set(rest) & set(found)


def test_thresholded_and_crowded_properties_say_so(store: WebStore) -> None:
    answer = _ask(store, "landingPage", "date", prop=THRESHOLDED_PROPERTY)
    assert answer["metadata"]["subjectToThresholding"]
    assert min(users for _, users in _cells(answer).values()) > 1
    answer = _ask(store, "landingPage", prop=HIGH_CARDINALITY_PROPERTY)
    assert answer["metadata"]["dataLossFromOtherRow"]
    crowded, plain = _cells(answer), _cells(_ask(store, "landingPage"))
    assert ("(other)",) in crowded
    assert sum(row[0] for row in crowded.values()) == sum(row[0] for row in plain.values())


@pytest.mark.parametrize(
    "wrong",
    [
        {"dimensions": [{"name": "browser"}]},
        {"metrics": [{"name": "revenue"}]},
        {"dateRanges": [MAY_TO_OCTOBER] * 5},
        {"dateRanges": [{"startDate": "2026-02-01", "endDate": "2026-01-01"}]},
    ],
)
def test_what_the_api_refuses(store: WebStore, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgumentError):
        _ask(store, **wrong)
