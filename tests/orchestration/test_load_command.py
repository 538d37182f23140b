"""`accord load`: one source alone, under the run lock and through the gate; nothing is published.

On the mini company; the fixture of `test_new_source.py` loads with all of dlt.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from dlt.common.runtime.collector_base import Collector
from rich.console import Console

from orchestration.build.errors import GateError
from orchestration.build.gate import Gate
from orchestration.build.lock import RunLock
from orchestration.company.release import current_stamp, write_stamp
from orchestration.reporting.load_progress import LoadProgress

ROOT = Path(__file__).parents[2]
PHASES = ("load hubspot", "raw checks", "build", "marts checks", "kpis")


def load(folder: Path, mode: str = "fine", *, wait: int = 60) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.orchestration.mini_company", "load", "hubspot"],
        cwd=ROOT,
        env={
            **os.environ,
            "ACCORD_DATA_DIR": str(folder),
            "ACCORD_COMPANY": "tests/orchestration/mini_company.yml",
            "ACCORD_HUBSPOT_TOKEN": "5ecret",
            "ACCORD_LOCK_WAIT_SECONDS": str(wait),
            "MINI": mode,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def states(folder: Path) -> dict[str, str]:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as warehouse:
        return dict(warehouse.execute("select phase, state from quality.gate").fetchall())


def test_what_was_built_from_the_source_must_be_built_again(tmp_path: Path) -> None:
    write_stamp(tmp_path, current_stamp())
    gate = Gate(tmp_path / "warehouse.duckdb", PHASES, "a run before")
    for phase in PHASES:
        with gate.phase(phase, inputs="the same"):
            pass
    done = load(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "raw_hubspot.contacts" in done.stdout
    assert "hubspot: 3 rows" in done.stdout
    assert "Nothing was published" in done.stdout
    assert not (tmp_path / "published").exists()
    after = states(tmp_path)
    assert after["load hubspot"] == "passed"
    assert {after[phase] for phase in PHASES[1:]} == {"open"}
    # It is in no run history: the refusal says what it was.
    with pytest.raises(GateError, match=r"build: open in `accord load hubspot` at 20"):
        gate.require()


@pytest.mark.parametrize(
    ("mode", "said"), [("refused", "401, token refused"), ("down", "503: be back soon")]
)
def test_an_error_is_said_in_words_and_the_gate_knows(tmp_path: Path, mode: str, said: str) -> None:
    done = load(tmp_path, mode)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert states(tmp_path)["load hubspot"] == "failed"


def test_it_waits_for_a_run_that_writes(tmp_path: Path) -> None:
    with RunLock(tmp_path, "run 7", 0):
        done = load(tmp_path, wait=0)
    assert done.returncode == 1
    assert "run 7" in done.stderr
    assert "is still writing" in done.stderr
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_a_source_that_is_not_on_is_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "load", "zendesc"],
        cwd=ROOT,
        env={**os.environ, "ACCORD_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "'zendesc'" in done.stderr
    assert "on are hubspot" in done.stderr


def test_the_terminal_shows_rows_while_they_are_read(tmp_path: Path) -> None:
    with (tmp_path / "terminal").open("w+", encoding="utf-8") as terminal:
        console = Console(file=terminal, force_terminal=True, width=60)
        with LoadProgress(console) as progress:
            collector: Collector = progress.collector
            with collector("Extract hubspot"):
                collector.update("Resources", 0, 4)
                collector.update("contacts", inc=1_200)
                collector.update("contacts", inc=34)
                collector.update("_dlt_pipeline_state", inc=1)
            with collector("Normalize hubspot in 1"):
                collector.update("contacts", inc=1_234)
        terminal.seek(0)
        shown = terminal.read()
    assert progress.rows == {"contacts": 1_234}
    assert "reading" in shown
    assert "1,234" in shown
