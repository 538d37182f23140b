"""The Google Ads source against the sandbox: spend, restatements, tags, refusals, contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from company import Profile
from company.profile import Sources
from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import simulate
from ingestion.errors import AuthenticationError, SourceError
from ingestion.run import LoadSummary, load_source
from ingestion.sources.google_ads.search import tagged_campaign
from ingestion.sources.google_ads.tables import CAMPAIGN_FIELDS, SPEND_FIELDS
from tests.contracts.validator import CONTRACTS, contracts_missing
from tests.contracts.watch import served

AS_OF = date(2026, 11, 21)
PROFILE = Profile(name="Demo", sources=Sources(google_ads=True))

Load = Callable[..., LoadSummary]


@pytest.fixture(scope="module")
def state() -> SandboxState:
    return SandboxState(simulate(Size.TINY, 7, AS_OF), AS_OF)


@pytest.fixture(scope="module")
def url(state: SandboxState) -> Iterator[str]:
    with served(build_app(state)) as address:
        yield f"{address}/google_ads"


@pytest.fixture
def load(state: SandboxState, url: str, tmp_path: Path) -> Iterator[Load]:
    def run(day: date = AS_OF, warehouse: str = "a", **settings: Any) -> LoadSummary:
        state.move_to(day)
        secrets = {"access_token": "sandbox-token", "developer_token": "sandbox-developer"}
        credentials = {"base_url": url, **secrets, **settings}
        path = tmp_path / f"{warehouse}.duckdb"
        return load_source("google_ads", PROFILE, credentials, path, tmp_path / "s", day)

    yield run
    state.faults.replace([])
    state.move_to(AS_OF)


def _rows(path: Path, table: str = "campaign_days") -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as warehouse:
        columns = f"select * exclude (_loaded_at, _dlt_load_id) from raw_google_ads.{table}"
        return sorted(warehouse.execute(columns).fetchall())


def test_spend_is_the_last_word_on_each_day(
    load: Load, state: SandboxState, tmp_path: Path
) -> None:
    load()
    spend = sorted(state.visible("ad_spend").to_pylist(), key=lambda row: row["recorded_at"])
    latest = {(row["customer_id"], row["google_ads_campaign_id"], row["day"]): row for row in spend}
    expected = {key: round(row["cost"] * 1_000_000) for key, row in latest.items()}
    assert {row[:3]: row[5] for row in _rows(tmp_path / "a.duckdb")} == expected


@pytest.mark.fault(11, 16)
def test_days_restated_weeks_later_are_read_again(load: Load, tmp_path: Path) -> None:
    for ahead in (0, 1, 2, 3, 4):
        load(AS_OF + timedelta(days=ahead), "daily")
    load(AS_OF + timedelta(days=4), "fresh")
    load(AS_OF, "before")
    daily, fresh, before = (
        _rows(tmp_path / f"{name}.duckdb") for name in ("daily", "fresh", "before")
    )
    assert daily == fresh
    restated = {row[:3] for row in set(before) - set(fresh)}
    assert min(row[2] for row in restated) < AS_OF - timedelta(days=20)


def test_only_the_named_accounts_are_read(load: Load, tmp_path: Path) -> None:
    load(warehouse="all")
    accounts = sorted({row[0] for row in _rows(tmp_path / "all.duckdb")})
    load(warehouse="one", customer_id=f"{accounts[0][:3]}-{accounts[0][3:]}")
    assert {row[0] for row in _rows(tmp_path / "one.duckdb")} == {accounts[0]}
    assert len(accounts) > 1


@pytest.mark.parametrize(
    ("settings", "error", "said"),
    [
        ({"access_token": "wrong"}, AuthenticationError, "OAUTH_TOKEN_INVALID"),
        ({"developer_token": "wrong"}, AuthenticationError, "DEVELOPER_TOKEN_INVALID"),
    ],
)
def test_refusals_say_why(
    load: Load, settings: dict[str, str], error: type[SourceError], said: str
) -> None:
    with pytest.raises(error, match=said):
        load(**settings)


def test_accounts_that_are_all_refused_leave_the_source_out(load: Load) -> None:
    missing = load(customer_id="999-999-9999").missing
    assert {one.part.name for one in missing} == {"campaigns", "campaign_names", "campaign_days"}
    assert all("9999999999: USER_PERMISSION_DENIED" in one.words for one in missing)


@pytest.mark.fault(1, 2, 3, 4)
@pytest.mark.parametrize("kind", ["rate_limit", "server_error", "cut_body", "html"])
def test_misbehaviour_changes_nothing(
    load: Load, state: SandboxState, tmp_path: Path, kind: str
) -> None:
    load(warehouse="good")
    state.faults.replace([{"kind": kind, "path_contains": "searchStream", "times": 2}])
    load(warehouse="spoiled")
    assert _rows(tmp_path / "good.duckdb") == _rows(tmp_path / "spoiled.duckdb")


@pytest.mark.parametrize(
    ("suffix", "template", "tag"),
    [
        ("utm_source=google&utm_campaign=spring", None, "spring"),
        (None, "https://t.example/?url={lpurl}&utm_campaign=autumn", "autumn"),
        ("utm_campaign={campaignid}", "{lpurl}?utm_campaign=winter", "winter"),
        ("utm_campaign={campaignid}", "{lpurl}", None),
    ],
)
def test_tag_of_a_campaign(suffix: str | None, template: str | None, tag: str | None) -> None:
    campaign = {"final_url_suffix": suffix, "tracking_url_template": template}
    assert tagged_campaign(campaign) == tag


@pytest.mark.skipif(bool(contracts_missing()), reason=str(contracts_missing()))
def test_fields_asked_for_are_in_the_contract() -> None:
    described = json.loads((CONTRACTS / "google_ads" / "v25_fields.json").read_text())
    messages = {
        "campaign": described["campaign.proto"]["Campaign"],
        "customer": described["customer.proto"]["Customer"],
        "metrics": described["metrics.proto"]["Metrics"],
        "segments": described["segments.proto"]["Segments"],
    }
    for field in {*SPEND_FIELDS.values(), *CAMPAIGN_FIELDS.values()}:
        resource, name = field.split(".")
        assert name in messages[resource], field
