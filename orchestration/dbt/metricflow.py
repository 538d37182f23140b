"""MetricFlow's command line on production."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from orchestration.company.context import Company
from orchestration.dbt import command as dbt_command
from orchestration.dbt.command import DbtCommand

SEMANTIC_MANIFEST = "semantic_manifest.json"


def ask_production(company: Company, args: Sequence[str]) -> int:
    """Run `mf <args>` in the foreground, on what the runs' dbt parsed; return its exit code."""
    # MetricFlow reads what dbt parsed in the project's own target folder, wherever dbt's target is.
    parsed = company.settings.dbt_target_dir / SEMANTIC_MANIFEST
    read = dbt_command.DBT_PROJECT_DIR / "target" / SEMANTIC_MANIFEST
    read.parent.mkdir(exist_ok=True)
    shutil.copy(parsed, read)
    executable = Path(sys.executable).with_name("mf")
    return subprocess.run(  # noqa: S603 - our own command
        [str(executable), *args],
        env=DbtCommand(company).environment(),
        cwd=dbt_command.DBT_PROJECT_DIR,
        check=False,
    ).returncode
