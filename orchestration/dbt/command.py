"""How a run calls dbt: with the company's variables, on production."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from orchestration.company.context import Company
from orchestration.company.settings import PROJECT_ROOT

DBT_PROJECT_DIR = PROJECT_ROOT / "dbt_project"
#: The target of profiles.yml that runs use; everybody else's is `dev`.
PRODUCTION = "prod"
#: What colours text on a terminal.
TERMINAL_CODES = re.compile(r"\x1b\[[0-9;]*m")
#: What dbt prints before the reason for which it could not even begin.
_DBT_SAID = "Encountered an error:"
#: dbt commands that read no models and so want none of the company's variables.
_WITHOUT_VARS = ("clean", "debug", "--version", "--help")


class DbtError(RuntimeError):
    """dbt failed; the message ends with what it printed last."""


def executable() -> Path:
    """Return dbt as runs start it, see `orchestration/dbt/process.py`.

    Raises:
        DbtError: this Accord was updated and not installed again.
    """
    path = Path(sys.executable).with_name("accord-dbt")
    if not path.is_file():
        raise DbtError(f"{path} is missing; `make setup` installs it")
    return path


@dataclass(frozen=True)
class DbtCommand:
    """dbt on one company's production. Its target and logs lie in the data folder.

    Whoever builds with it holds the run lock and has opened the gate.
    """

    company: Company

    @property
    def target_dir(self) -> Path:
        """Where dbt keeps its manifest, compiled SQL and parse cache."""
        return self.company.settings.dbt_target_dir

    def arguments(
        self, args: Sequence[str], kpi_from: date | None = None, run_id: str = ""
    ) -> list[str]:
        """Return the whole command line of `dbt <args>`, see `variables`."""
        command = [str(executable()), *args]
        if args and args[0] not in _WITHOUT_VARS:
            command += ["--vars", self.variables(kpi_from, run_id)]
        return command

    def variables(self, kpi_from: date | None = None, run_id: str = "") -> str:
        """Return the company's variables as dbt's `--vars` takes them, in JSON.

        Args:
            kpi_from: the KPIs' periods from this day's on are computed, changed or not.
            run_id: the run that the figures say they are of; empty: dbt's invocation.
        """
        known = {**self.company.dbt_vars(kpi_from), **({"run_id": run_id} if run_id else {})}
        return json.dumps(known, sort_keys=True)

    def environment(self) -> dict[str, str]:
        """Return the child's environment."""
        return self.company.settings.child_environment(
            # Without it, profiles.yml refuses the target.
            ACCORD_PROD_WAREHOUSE=str(self.company.settings.warehouse_path),
            ACCORD_PROD_MEMORY_LIMIT=self.company.settings.memory_limit or _default_memory(),
            DBT_TARGET=PRODUCTION,
            DBT_PROJECT_DIR=str(DBT_PROJECT_DIR),
            DBT_PROFILES_DIR=str(DBT_PROJECT_DIR),
            DBT_TARGET_PATH=str(self.target_dir),
            DBT_LOG_PATH=str(self.target_dir / "logs"),
            DBT_SEND_ANONYMOUS_USAGE_STATS="false",
            # Its file would hold every statement of every model, written anew on each run;
            # target/run has them once.
            DBT_LOG_LEVEL_FILE="info",
            # The child's working folder is dbt's project: our package comes from the root.
            PYTHONPATH=str(PROJECT_ROOT),
        )

    def run(self, args: Sequence[str]) -> int:
        """Run `dbt <args>` in the foreground; return its exit code."""
        return subprocess.run(  # noqa: S603 - our own command
            self.arguments(args), env=self.environment(), cwd=DBT_PROJECT_DIR, check=False
        ).returncode

    def run_quietly(
        self, args: Sequence[str], kpi_from: date | None = None, run_id: str = ""
    ) -> None:
        """Run `dbt <args>` without output.

        Raises:
            DbtError: it failed.
        """
        done = subprocess.run(  # noqa: S603 - our own command
            self.arguments(args, kpi_from, run_id),
            env=self.environment(),
            cwd=DBT_PROJECT_DIR,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            said = TERMINAL_CODES.sub("", done.stdout + done.stderr).split(_DBT_SAID)[-1].strip()
            raise DbtError(f"dbt {args[0]} failed:\n{said[-4000:]}")


@cache
def _default_memory() -> str:
    """Return how much memory DuckDB takes by itself: dbt's profile can't leave a setting out."""
    with duckdb.connect() as connection:
        return str(connection.execute("select current_setting('memory_limit')").fetchall()[0][0])
