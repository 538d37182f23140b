"""A sandbox server inside the test process, and loads from it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import uvicorn
from starlette.types import ASGIApp

from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.sizes import Size
from demo.world.world import World, simulate
from ingestion import run
from ingestion.registry import discover, read_profile
from ingestion.run import LoadSummary, load_source

AS_OF = date(2026, 11, 21)
#: What the demo company maps.
FIELDS = read_profile(Path(__file__).parents[2] / "company.yml").sources.section("hubspot").fields
# What differs between two loads of the same records.
TECHNICAL = {"_loaded_at", "_dlt_load_id"}


@dataclass
class Sandbox:
    """A running server over one world."""

    state: SandboxState
    port: int

    def url(self, vendor: str) -> str:
        return f"http://127.0.0.1:{self.port}/{vendor}"

    def misbehave(self, *faults: Mapping[str, Any]) -> None:
        self.state.faults.replace(faults)


@dataclass
class Warehouse:
    """A warehouse file of one test, and where the loads into it keep their scratch."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "warehouse.duckdb"

    @staticmethod
    def hubspot(sandbox: Sandbox) -> dict[str, Any]:
        """Return the settings that HubSpot is loaded with."""
        return {"token": "sandbox-test", "base_url": sandbox.url("hubspot"), "fields": FIELDS}

    def load_hubspot(self, sandbox: Sandbox, **settings: Any) -> LoadSummary:
        given = {**self.hubspot(sandbox), **settings}
        return load_source(
            "hubspot", None, given, self.path, self.folder / "dlt", sandbox.state.as_of
        )

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.path), read_only=True) as connection:
            return connection.sql(sql).fetchall()

    def rows(self, table: str, where: str = "true") -> set[tuple[Any, ...]]:
        """All rows of a raw HubSpot table without technical columns, the others by name."""
        with duckdb.connect(str(self.path), read_only=True) as connection:
            relation = connection.sql(f"select * from raw_hubspot.{table} where {where}")
            columns = sorted(set(relation.columns) - TECHNICAL)
            return set(relation.select(*columns).fetchall())


@contextmanager
def serving(app: ASGIApp) -> Iterator[int]:
    """Serve an app on a free port until the block ends."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(timeout=10)


@pytest.fixture(scope="session")
def tiny_world() -> World:
    return simulate(Size.TINY, 11, AS_OF)


@pytest.fixture
def sandbox(tiny_world: World) -> Iterator[Sandbox]:
    state = SandboxState(tiny_world, AS_OF)
    with serving(build_app(state)) as port:
        yield Sandbox(state, port)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has loads read some resources of HubSpot alone: all of them take seconds."""

    def only(*kinds: str) -> None:
        spec = discover()["hubspot"]
        some = replace(
            spec,
            raw_tables=kinds,
            source=lambda config, as_of: spec.source(config, as_of).with_resources(*kinds),
        )
        monkeypatch.setattr(run, "find_source", lambda _name: some)

    return only
