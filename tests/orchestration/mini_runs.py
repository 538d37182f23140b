"""Runs of the mini company through the command line, as operators use it, and what they leave."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from orchestration.company.settings import Settings
from orchestration.history.dagster_home import open_instance
from tests.programs import run_module

ROOT = Path(__file__).resolve().parents[2]
MODULE = "tests.orchestration.mini_company"


def _heed_signals() -> None:
    """Heed what whoever started the tests in the background may have had ignored."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@dataclass(frozen=True)
class Mini:
    """The mini company in one data folder."""

    folder: Path
    #: The umask of whoever starts it; -1: that of the tests.
    umask: int = -1

    def command(self, *args: str) -> list[str]:
        return [sys.executable, "-m", MODULE, *args]

    def environment(self, mode: str, **variables: str) -> dict[str, str]:
        return {
            **os.environ,
            "ACCORD_DATA_DIR": str(self.folder),
            "ACCORD_COMPANY": "tests/orchestration/mini_company.yml",
            "ACCORD_RETRY_SECONDS": "0.1",
            "MINI": mode,
            **variables,
        }

    def accord(self, mode: str, *args: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return run_module(MODULE, args, ROOT, self.environment(mode, **variables), self.umask)

    def python(self, code: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a line of Python with the company's environment."""
        return subprocess.run(
            [sys.executable, "-c", code],
            env=self.environment("fine", **variables),
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )

    @contextmanager
    def started(self, mode: str, *args: str) -> Iterator[subprocess.Popen[str]]:
        """Start `accord <args>` in the background; it is killed with the block."""
        with subprocess.Popen(
            self.command(*args),
            env=self.environment(mode),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=_heed_signals,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def logs(self) -> set[Path]:
        """What runs printed; each run has a file of its own, from its start on."""
        folder = self.folder / "logs"
        return set(folder.iterdir()) if folder.is_dir() else set()

    def phase(self, name: str) -> str:
        """Return the state of one of the gate's phases, with what is said of it."""
        seal = json.loads((self.folder / "warehouse.seal.json").read_text(encoding="utf-8"))
        phase = seal["phases"][name]
        return f"{phase['state']}: {phase['detail']}"

    @contextmanager
    def history(self) -> Iterator[dg.DagsterInstance]:
        with open_instance(Settings(data_dir=self.folder)) as instance:
            yield instance

    def published_run(self) -> str:
        with duckdb.connect(str(self.folder / "published" / "accord.duckdb"), read_only=True) as c:
            (run_id,) = c.execute("select run_id from kpi.publication").fetchall()[0]
        return str(run_id)

    def published_values(self) -> list[tuple[object, ...]]:
        """What readers see, without when it was made."""
        with duckdb.connect(str(self.folder / "published" / "accord.duckdb"), read_only=True) as c:
            values = "select * exclude (run_id, kpi_from) from kpi.kpi_values order by all"
            funnel = "select * from marts.fct_funnel order by all"
            return [row for sql in (values, funnel) for row in c.execute(sql).fetchall()]

    def report(self) -> str:
        return (self.folder / "reports" / "latest.md").read_text(encoding="utf-8")


def until(seen: Callable[[], Any], what: str, seconds: float = 120) -> Any:
    """Wait until `seen` returns something, and return that."""
    for _ in range(int(seconds / 0.2)):
        if found := seen():
            return found
        time.sleep(0.2)
    raise AssertionError(f"not seen in {seconds:g} s: {what}")
