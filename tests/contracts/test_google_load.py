"""A load of each Google source, each request and answer held against Google's own descriptions."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from company import Profile
from company.profile import Sources
from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import World, simulate
from ingestion.run import load_source
from tests.contracts.google_clients import AdsContract, clients_missing, load_discovery
from tests.contracts.validator import Contract
from tests.contracts.watch import ContractWatch, served

pytestmark = pytest.mark.skipif(bool(clients_missing()), reason=clients_missing() or "")

_LOG = logging.getLogger(__name__)
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def world() -> World:
    return simulate(Size.TINY, 7, DAY)


def watched(
    world: World, source: str, contract: Contract, folder: Path, **settings: Any
) -> ContractWatch:
    watch = ContractWatch(
        build_app(SandboxState(world, DAY)), {source: contract}, exempt=("/token",)
    )
    profile = Profile(name="Demo", sources=Sources.model_validate({source: True}))
    with served(watch) as url:
        given = {"base_url": f"{url}/{source}", "access_token": "sandbox-token", **settings}
        load_source(source, profile, given, folder / "warehouse.duckdb", folder / "dlt", DAY)
    _LOG.info("%s: %d requests of %d endpoints", source, watch.requests, len(watch.seen))
    return watch


def test_google_analytics_is_as_its_discovery_document_says(world: World, tmp_path: Path) -> None:
    contract = load_discovery("analyticsdata.v1beta")
    watch = watched(world, "google_analytics", contract, tmp_path, property_id="123456")
    assert watch.requests > 0
    assert set(watch.problems) == set()


def test_google_ads_is_as_its_messages_say(world: World, tmp_path: Path) -> None:
    watch = watched(
        world, "google_ads", AdsContract(), tmp_path, developer_token="sandbox-developer"
    )
    assert watch.requests > 0
    assert set(watch.problems) == set()


def test_the_contract_sees_what_is_no_field() -> None:
    contract, path = AdsContract(), "/v25/customers/1/googleAds:searchStream"
    body = {
        "query": "SELECT metrics.cost_micros, metrics.cost FROM campaign WHERE segments.day = 1"
    }
    assert contract.request_problems("POST", path, {}, body) == [
        f"{path}: no field metrics.cost",
        f"{path}: no field segments.day",
    ]
    rows = [{"results": [{"metrics": {"clicks": 3, "colour": "red"}}], "mask": ""}]
    assert contract.response_problems("POST", path, 200, rows) == [
        f"{path}: mask is in no batch",
        f"{path}: metrics.clicks: string:int64 was expected, not 3",
        f"{path}: no field metrics.colour",
    ]
