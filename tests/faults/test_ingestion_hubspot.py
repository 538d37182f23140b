"""Whatever the vendor does: the right rows, or a clear error and nothing half-loaded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import World, simulate
from ingestion.errors import PagingError, ResponseError
from ingestion.http import RestClient
from ingestion.registry import discover
from ingestion.sources.hubspot import api
from tests.ingestion.conftest import AS_OF, Sandbox, Warehouse, serving

RAW_TABLES = discover()["hubspot"].raw_tables
OBJECTS = "/crm/objects/2026-09/"
Rows = dict[str, set[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def world() -> World:
    return simulate(Size.TINY, 11, AS_OF)


@pytest.fixture
def sandbox(world: World) -> Iterator[Sandbox]:
    state = SandboxState(world, AS_OF)
    with serving(build_app(state)) as port:
        yield Sandbox(state, port)


@pytest.fixture(scope="module")
def expected(world: World, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What a load without trouble gives."""
    state = SandboxState(world, AS_OF)
    warehouse = Warehouse(tmp_path_factory.mktemp("expected"))
    with serving(build_app(state)) as port:
        warehouse.load_hubspot(Sandbox(state, port))
    return everything(warehouse)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def everything(warehouse: Warehouse) -> Rows:
    return {table: warehouse.rows(table) for table in RAW_TABLES}


def nothing_was_loaded(warehouse: Warehouse) -> bool:
    return warehouse.query("select count(*) from information_schema.tables") == [(0,)]


@pytest.mark.fault(1, 2, 3, 4)
def test_a_storm_passes(sandbox: Sandbox, warehouse: Warehouse, expected: Rows) -> None:
    sandbox.misbehave(
        {"kind": "rate_limit", "path_contains": f"{OBJECTS}contacts", "times": 4},
        {"kind": "rate_limit", "path_contains": "/associations/", "times": 2},
        {"kind": "server_error", "path_contains": f"{OBJECTS}deals", "times": 2},
        {"kind": "cut_body", "path_contains": f"{OBJECTS}calls", "times": 2},
        {"kind": "html", "path_contains": "/events/", "times": 2},
    )

    warehouse.load_hubspot(sandbox)

    assert everything(warehouse) == expected


@pytest.mark.fault(7, 8)
def test_duplicates_and_repeated_rows_count_once(
    sandbox: Sandbox, warehouse: Warehouse, expected: Rows
) -> None:
    sandbox.misbehave(
        {"kind": "duplicates", "path_contains": OBJECTS, "times": 6},
        {"kind": "duplicates", "path_contains": "/events/", "times": 3},
        {"kind": "shifted_pages", "path_contains": "/events/", "times": 1, "shift": 3},
    )

    try:
        warehouse.load_hubspot(sandbox)
    except PagingError:
        assert nothing_was_loaded(warehouse)
    else:
        assert everything(warehouse) == expected


@pytest.mark.fault(5, 7)
def test_rows_that_slip_between_pages_are_missed_at_once(
    sandbox: Sandbox, warehouse: Warehouse
) -> None:
    sandbox.misbehave({"kind": "shifted_pages", "path_contains": f"{OBJECTS}contacts", "shift": -3})

    with pytest.raises(PagingError, match="contacts"):
        warehouse.load_hubspot(sandbox)
    assert nothing_was_loaded(warehouse)


@pytest.mark.fault(6)
def test_a_page_that_points_to_itself_is_an_error(sandbox: Sandbox, warehouse: Warehouse) -> None:
    fault = {"kind": "repeated_token", "path_contains": f"{OBJECTS}contacts", "times": 3}
    sandbox.misbehave(fault)

    with pytest.raises(PagingError, match="repeats"):
        warehouse.load_hubspot(sandbox)
    assert nothing_was_loaded(warehouse)


@pytest.mark.fault(4)
def test_a_lasting_error_keeps_what_was_there_and_the_next_load_repairs(
    sandbox: Sandbox, warehouse: Warehouse, expected: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse.load_hubspot(sandbox)
    sandbox.misbehave({"kind": "html", "path_contains": f"{OBJECTS}quotes", "times": 2})

    with monkeypatch.context() as patch:
        patch.setattr(api, "RestClient", partial(RestClient, max_attempts=2, backoff=0.01))
        with pytest.raises(ResponseError, match="not JSON"):
            warehouse.load_hubspot(sandbox)
    assert everything(warehouse) == expected

    sandbox.misbehave()
    warehouse.load_hubspot(sandbox)
    assert everything(warehouse) == expected


@pytest.mark.fault(13)
def test_what_the_search_index_sees_late_is_read_by_the_lookback(
    sandbox: Sandbox, warehouse: Warehouse, expected: Rows
) -> None:
    sandbox.misbehave({"kind": "index_lag", "path_contains": "/search", "seconds": 1800})
    warehouse.load_hubspot(sandbox)
    sandbox.misbehave()

    warehouse.load_hubspot(sandbox)

    assert everything(warehouse) == expected
