from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dlt
import pytest
from dlt.common.runtime import anon_tracker
from dlt.common.runtime.collector import NullCollector
from dlt.common.runtime.run_context import active

import ingestion.run as run
from demo.server.app import build_app
from demo.server.state import SandboxState
from demo.world.world import World
from ingestion.errors import SourceError
from ingestion.registry import SourceConfig, discover
from tests.ingestion.conftest import AS_OF, Sandbox, Warehouse, serving

ROOT = Path(__file__).parents[2]

# Loads, and kills itself without warning when a step has counted so far.
KILLED = """
import json, os, signal, sys
from datetime import date
from pathlib import Path
from dlt.common.runtime.collector import NullCollector
from ingestion.run import load_source

class Killer(NullCollector):
    def _start(self, step):
        self.phase, self.counts = step.split(" ")[0].lower(), {}

    def update(self, name, inc=1, *_, **__):
        self.counts[name] = self.counts.get(name, 0) + inc
        if self.phase == sys.argv[3] and self.counts[name] >= int(sys.argv[4]):
            os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[2])
load_source(
    "hubspot", None, json.loads(sys.argv[1]),
    folder / "warehouse.duckdb", folder / "dlt", date(2026, 11, 21), Killer(),
)
"""


def test_every_source_states_what_it_leaves() -> None:
    assert "hubspot" in discover()
    for name, spec in discover().items():
        assert spec.name == name
        assert spec.entities
        assert len(set(spec.raw_tables)) == len(spec.raw_tables)
        assert issubclass(spec.config, SourceConfig)


@pytest.mark.usefixtures("whole")
def test_a_load_sends_no_usage_figures_to_the_makers_of_dlt() -> None:
    assert anon_tracker._ANON_TRACKER_ENDPOINT is None
    assert active().runtime_config.log_level == "ERROR"


def test_an_unknown_source_names_those_there_are(warehouse: Warehouse) -> None:
    with pytest.raises(SourceError, match="hubspot"):
        run.load_source("hubspt", None, {}, warehouse.path, warehouse.folder, AS_OF)


def test_wrong_settings_are_refused_without_showing_them(warehouse: Warehouse) -> None:
    settings = {"token": "secret-token", "base_ulr": "https://secret.example"}

    with pytest.raises(SourceError) as raised:
        run.load_source("hubspot", None, settings, warehouse.path, warehouse.folder, AS_OF)

    assert "ACCORD_HUBSPOT_BASE_ULR is no setting of this source" in str(raised.value)
    assert "secret" not in str(raised.value)
    assert not warehouse.path.exists()


class Heard(NullCollector):
    """Keeps the steps of a load."""

    def __init__(self, steps: set[str]) -> None:
        self.steps = steps

    def _start(self, step: str) -> None:
        self.steps.add(step.split(" ")[0].lower())


@dataclass(frozen=True)
class Whole:
    """A load that nothing disturbed: its warehouse, what it printed, and the steps it reported."""

    warehouse: Warehouse
    summary: run.LoadSummary
    heard: set[str]


@pytest.fixture(scope="module")
def whole(tiny_world: World, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    warehouse, heard = Warehouse(tmp_path_factory.mktemp("whole")), set[str]()
    state = SandboxState(tiny_world, AS_OF)
    with serving(build_app(state)) as port:
        summary = run.load_source(
            "hubspot",
            None,
            warehouse.hubspot(Sandbox(state, port)),
            warehouse.path,
            warehouse.folder / "dlt",
            AS_OF,
            Heard(heard),
        )
    return Whole(warehouse, summary, heard)


def test_progress_and_summary_tell_what_was_loaded(whole: Whole) -> None:
    assert whole.heard == {"extract", "normalize", "load"}
    assert set(whole.summary.rows) == set(discover()["hubspot"].raw_tables)
    [(contacts,)] = whole.warehouse.query("select count(*) from raw_hubspot.contacts")
    assert whole.summary.rows["contacts"] == contacts > 0


@pytest.mark.fault(28)
@pytest.mark.parametrize(
    ("step", "count"), [("extract", 5), ("normalize", 1), ("load", 1)], ids=lambda value: str(value)
)
def test_a_killed_load_run_again_gives_the_same_rows(
    sandbox: Sandbox, warehouse: Warehouse, whole: Whole, step: str, count: int
) -> None:
    settings = json.dumps(warehouse.hubspot(sandbox))
    command = [sys.executable, "-c", KILLED, settings, str(warehouse.folder)]
    ended = subprocess.run([*command, step, str(count)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL

    warehouse.load_hubspot(sandbox)

    for table in discover()["hubspot"].raw_tables:
        assert warehouse.rows(table) == whole.warehouse.rows(table), table


@pytest.mark.fault(28)
def test_a_pending_package_is_finished_before_new_data(
    sandbox: Sandbox,
    warehouse: Warehouse,
    reading: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading("deals", "contacts")

    def interrupted(*_arguments: Any, **_settings: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dlt.Pipeline, "load", interrupted)
        with pytest.raises(KeyboardInterrupt):
            warehouse.load_hubspot(sandbox)

    summary = warehouse.load_hubspot(sandbox)

    assert summary.finished_pending
    assert not warehouse.load_hubspot(sandbox).finished_pending


@pytest.mark.fault(28)
def test_a_package_is_not_loaded_into_an_older_warehouse(
    tiny_world: World,
    tmp_path: Path,
    reading: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its cursors would skip what was loaded between: rows that no later load reads again."""
    reading("deals")

    def load(warehouse: Warehouse, as_of: date) -> run.LoadSummary:
        with serving(build_app(SandboxState(tiny_world, as_of))) as port:
            return run.load_source(
                "hubspot",
                None,
                {"token": "sandbox-test", "base_url": f"http://127.0.0.1:{port}/hubspot"},
                warehouse.path,
                warehouse.folder / "dlt",
                as_of,
            )

    def interrupted(*_arguments: Any, **_settings: Any) -> None:
        raise KeyboardInterrupt

    warehouse = Warehouse(tmp_path)
    load(warehouse, AS_OF - timedelta(days=90))
    older = shutil.copy(warehouse.path, tmp_path / "older.duckdb")
    load(warehouse, AS_OF - timedelta(days=30))
    with monkeypatch.context() as patch:
        patch.setattr(dlt.Pipeline, "load", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(warehouse, AS_OF)
    Path(older).replace(warehouse.path)
    assert not load(warehouse, AS_OF).finished_pending

    fresh = Warehouse(tmp_path / "fresh")
    load(fresh, AS_OF)
    assert warehouse.rows("deals") >= fresh.rows("deals")
    # Only what was merged since its load is no record any more, as a merge makes a new one of both:
    # a fresh load never sees them.
    deals = tiny_world["deals"].to_pylist()
    pairs = [(row["deal_id"], row["merged_into"]) for row in deals if row["merged_into"]]
    merged = {deal for pair in pairs for deal in pair}
    assert all(merged & set(row) for row in warehouse.rows("deals") - fresh.rows("deals"))


def test_a_lost_warehouse_is_loaded_afresh(
    sandbox: Sandbox, warehouse: Warehouse, reading: Callable[..., None]
) -> None:
    reading("contacts")
    warehouse.load_hubspot(sandbox)
    before = warehouse.rows("contacts")
    warehouse.path.unlink()

    warehouse.load_hubspot(sandbox)

    assert warehouse.rows("contacts") == before
