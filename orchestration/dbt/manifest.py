"""dbt's manifest for Dagster: parsed when the project or its sources change, else kept."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.company.context import Company, load_company
from orchestration.dbt import command as dbt_command
from orchestration.dbt import kpi_build
from orchestration.dbt.command import DbtCommand
from orchestration.dbt.project_files import fingerprint


@cache
def load_manifest() -> Mapping[str, Any]:
    """Return the manifest that fits this process's company; see `manifest_path`."""
    manifest: Mapping[str, Any] = json.loads(manifest_path(load_company()).read_bytes())
    return manifest


def manifest_path(company: Company) -> Path:
    """Return the path of a manifest that fits the project and the company's sources.

    Costs a look at the project's files when it fits already; when not, one `dbt parse`, and some
    seconds more when a KPI's definition changed.

    Raises:
        DbtError: the project can't be parsed.
        DefinitionError, CompileError: a metric file can't be used.
    """
    folder = company.settings.dbt_target_dir / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    manifest, kept = folder / "manifest.json", folder / "fingerprint"
    with project_lock():
        # Models refer to the compiled ones: without these dbt can't parse the project.
        kpi_build.compile_kpis(company)
        current = fingerprint(dbt_command.DBT_PROJECT_DIR, company.dbt_vars())
        known = kept.read_text(encoding="utf-8") if kept.is_file() else ""
        if not manifest.is_file() or known != current:
            command = DbtCommand(company)
            command.run_quietly(["parse"])
            shutil.copy(command.target_dir / "manifest.json", manifest)
            kept.write_text(current, encoding="utf-8")
    return manifest


@contextmanager
def project_lock() -> Iterator[None]:
    """Keep others from compiling meanwhile: the web server and the daemon load definitions too."""
    lock_file = dbt_command.DBT_PROJECT_DIR / "target" / "accord.lock"
    lock_file.parent.mkdir(exist_ok=True)
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
