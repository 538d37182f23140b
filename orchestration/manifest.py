"""dbt's manifest for Dagster: parsed when the project or its sources change, else kept."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

from orchestration import dbt_command
from orchestration.context import Company
from orchestration.dbt_command import DbtCommand
from orchestration.project_files import fingerprint


def manifest_path(company: Company) -> Path:
    """Return the path of a manifest that fits the project and the company's sources.

    Costs the look at the project's files when it fits already, one `dbt parse` when not.

    Raises:
        DbtError: the project can't be parsed.
    """
    folder = company.settings.dbt_target_dir / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    manifest, kept = folder / "manifest.json", folder / "fingerprint"
    with (folder / "lock").open("w") as lock:
        # The web server and the daemon load definitions at the same time.
        fcntl.flock(lock, fcntl.LOCK_EX)
        current = fingerprint(dbt_command.DBT_PROJECT_DIR, company.dbt_vars())
        known = kept.read_text(encoding="utf-8") if kept.is_file() else ""
        if not manifest.is_file() or known != current:
            command = DbtCommand(company)
            command.run_quietly(["parse"])
            shutil.copy(command.target_dir / "manifest.json", manifest)
            kept.write_text(current, encoding="utf-8")
    return manifest
