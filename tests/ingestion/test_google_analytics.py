"""The GA4 source against the sandbox: periods, restatements, paging, sign-in, contract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from pydantic import ValidationError

from company import Clock, Profile
from company.clock import GRAINS
from company.profile import Sources
from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import simulate
from ingestion.errors import AuthenticationError, PagingError
from ingestion.run import LoadSummary, load_source
from ingestion.sources.google_analytics.periods import reports
from ingestion.sources.google_analytics.settings import GoogleAnalyticsConfig
from tests.contracts.validator import contracts_missing, load_contract
from tests.contracts.watch import ContractWatch, served

AS_OF = date(2026, 11, 21)
PARIS = ZoneInfo("Europe/Paris")
FISCAL = 2
PROFILE = Profile(
    name="Demo", sources=Sources(google_analytics=True), fiscal_year_start_month=FISCAL
)

Load = Callable[..., LoadSummary]


@pytest.fixture(scope="module")
def state() -> SandboxState:
    return SandboxState(simulate(Size.TINY, 7, AS_OF), AS_OF)


@pytest.fixture(scope="module")
def watch(state: SandboxState) -> ContractWatch:
    contracts = {} if contracts_missing() else {"google_analytics": load_contract("ga4")}
    return ContractWatch(build_app(state), contracts, exempt=("/token",))


@pytest.fixture(scope="module")
def url(watch: ContractWatch) -> Iterator[str]:
    with served(watch) as address:
        yield f"{address}/google_analytics"


@pytest.fixture
def load(state: SandboxState, url: str, tmp_path: Path) -> Iterator[Load]:
    def run(day: date = AS_OF, warehouse: str = "a", **settings: Any) -> LoadSummary:
        state.move_to(day)
        credentials = {
            "base_url": url, "property_id": "7", "access_token": "sandbox-token", **settings
        }  # fmt: skip
        path = tmp_path / f"{warehouse}.duckdb"
        return load_source("google_analytics", PROFILE, credentials, path, tmp_path / "s", day)

    yield run
    state.faults.replace([])
    state.move_to(AS_OF)


def _rows(path: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as warehouse:
        columns = (
            "select * exclude (_loaded_at, _dlt_load_id) from raw_google_analytics.web_traffic"
        )
        return sorted(warehouse.execute(columns).fetchall())


def test_visitors_are_those_of_the_world_at_every_grain(
    load: Load, state: SandboxState, tmp_path: Path
) -> None:
    load()
    clock = Clock(PARIS, FISCAL)
    visitors: dict[tuple[str, date, str, str], set[str]] = defaultdict(set)
    for row in state.visible("web_sessions").to_pylist():
        day = clock.business_day(row["started_at"])
        for grain in GRAINS:
            for key in (("total", "total"), ("market", row["country"])):
                visitors[(grain, clock.period_start(day, grain), *key)].add(row["visitor_id"])
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as warehouse:
        found = warehouse.execute(
            "select grain, period_start, slice, slice_value, total_users"
            " from raw_google_analytics.web_traffic where slice in ('total', 'market')"
        ).fetchall()
    assert {row[:4]: row[4] for row in found} == {key: len(who) for key, who in visitors.items()}


@pytest.mark.fault(11, 40)
def test_day_by_day_gives_what_one_load_gives(load: Load, tmp_path: Path) -> None:
    for back in (5, 3, 2, 1, 0):
        load(AS_OF - timedelta(days=back), "daily")
    load(AS_OF, "fresh")
    assert _rows(tmp_path / "daily.duckdb") == _rows(tmp_path / "fresh.duckdb")


def test_small_pages_give_the_same_rows(load: Load, tmp_path: Path) -> None:
    load(warehouse="whole")
    load(warehouse="paged", page_rows=700)
    assert _rows(tmp_path / "whole.duckdb") == _rows(tmp_path / "paged.duckdb")


@pytest.mark.fault(1, 4, 7, 8)
@pytest.mark.parametrize("kind", ["duplicates", "shifted_pages", "rate_limit", "html"])
def test_misbehaviour_changes_nothing(
    load: Load, state: SandboxState, tmp_path: Path, kind: str
) -> None:
    load(warehouse="good")
    state.faults.replace([{"kind": kind, "path_contains": "runReport", "times": 1}])
    load(warehouse="spoiled", page_rows=700)
    assert _rows(tmp_path / "good.duckdb") == _rows(tmp_path / "spoiled.duckdb")


@pytest.mark.fault(5, 7)
def test_pages_that_never_add_up_end_the_load(load: Load, state: SandboxState) -> None:
    fault = {"kind": "shifted_pages", "path_contains": "runReport", "times": 99, "shift": 150}
    state.faults.replace([fault])
    with pytest.raises(PagingError, match="rows counted"):
        load(page_rows=100)


def test_periods_overlap_the_days_that_are_read_again() -> None:
    asked = list(reports(Clock(PARIS), date(2026, 9, 29), date(2026, 10, 2)))
    starts = {ask.grain: ask.ranges[0]["startDate"] for ask in asked}
    assert starts == {
        "day": "2026-09-29",
        "week": "2026-09-28",
        "month": "2026-09-01",
        "quarter": "2026-07-01",
        "year": "2026-01-01",
    }
    quarters = next(ask for ask in asked if ask.grain == "quarter")
    assert [part["endDate"] for part in quarters.ranges] == ["2026-09-30", "2026-10-02"]


def test_a_refresh_token_is_exchanged(load: Load, url: str) -> None:
    signed_in = {
        "access_token": None,
        "client_id": "client",
        "client_secret": "secret",
        "refresh_token": "sandbox-refresh",
        "token_url": f"{url}/token",
    }
    assert load(**signed_in).total_rows > 0
    with pytest.raises(AuthenticationError, match="ACCORD_GOOGLE_ANALYTICS_REFRESH_TOKEN"):
        load(**{**signed_in, "refresh_token": "expired"})


def test_without_a_way_in_the_settings_are_refused() -> None:
    with pytest.raises(ValidationError, match="ACCORD_GOOGLE_ANALYTICS_REFRESH_TOKEN"):
        GoogleAnalyticsConfig.model_validate({"property_id": "7"})


@pytest.mark.skipif(bool(contracts_missing()), reason=str(contracts_missing()))
def test_requests_and_answers_keep_to_the_contract(load: Load, watch: ContractWatch) -> None:
    watch.problems.clear()
    before = watch.requests
    load()
    assert watch.requests > before
    assert set(watch.problems) == set()
