"""Run Accord as a user does, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Pipeline:
    """One company's data folder and the settings of its runs."""

    data_dir: Path
    size: str = "tiny"
    seed: int = 7
    company: Path = ROOT / "company.yml"

    def environment(self, **extra: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
        return {
            **kept,
            "ACCORD_DATA_DIR": str(self.data_dir),
            "ACCORD_COMPANY": str(self.company),
            "ACCORD_SANDBOX_SIZE": self.size,
            "ACCORD_SANDBOX_SEED": str(self.seed),
            **extra,
        }

    def accord(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run an `accord` command; its output is in the result."""
        return self._process("-m", "orchestration.cli", *arguments, **extra)

    def _python(self, *arguments: str, minutes: int = 15, **extra: str) -> None:
        done = self._process(*arguments, minutes=minutes, **extra)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]

    def _process(
        self, *arguments: str, minutes: int = 15, **extra: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(**extra),
            capture_output=True,
            text=True,
            timeout=60 * minutes,
            check=False,
        )

    def run(self, as_of: date, *options: str) -> subprocess.CompletedProcess[str]:
        """Run the daily job for `as_of`; a failure shows what the user would see."""
        done = self.accord("run", *options, ACCORD_AS_OF=as_of.isoformat())
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
        return done

    def simulate(self, first: date) -> None:
        """Simulate the company around its first day, and set its clock to it; run nothing."""
        self._python("-m", "tests.end_to_end.simulate", ACCORD_AS_OF=first.isoformat())

    def live_through(self, *days: date) -> None:
        """Load these days one by one and build their marts, without checks and figures."""
        which = (day.isoformat() for day in days)
        self._python("-m", "tests.end_to_end.quick_days", *which, minutes=15 * len(days))

    @property
    def truth(self) -> Path:
        """The simulator's event log."""
        [folder] = (self.data_dir / "sandbox").glob("*/truth")
        return folder

    @property
    def published(self) -> Path:
        return self.data_dir / "published" / "accord.duckdb"

    @property
    def warehouse(self) -> Path:
        return self.data_dir / "warehouse.duckdb"

    def query(self, sql: str, *parameters: Any, path: Path | None = None) -> list[tuple[Any, ...]]:
        """Query the published file (or `path`) as a reader."""
        with duckdb.connect(str(path or self.published), read_only=True) as connection:
            return connection.execute(sql, list(parameters)).fetchall()
