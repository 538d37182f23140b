"""dbt's manifest for Dagster: parsed when the project or its sources change, else kept."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from orchestration import dbt_command
from orchestration.context import Company
from orchestration.dbt_command import DbtCommand

#: Variables that decide which models there are; the others only fill their SQL.
STRUCTURAL_VARS = ("active_sources", "entity_sources", "files_entities")
_WATCHED = ("dbt_project.yml", "profiles.yml", "models", "macros", "seeds", "snapshots", "tests")


def manifest_path(company: Company) -> Path:
    """Return the path of a manifest that fits the project and the company's sources.

    Costs the look at the project's files when it fits already, one `dbt parse` when not.

    Raises:
        DbtError: the project can't be parsed.
    """
    folder = company.settings.dbt_target_dir / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    manifest, fingerprint = folder / "manifest.json", folder / "fingerprint"
    with (folder / "lock").open("w") as lock:
        # The web server and the daemon load definitions at the same time.
        fcntl.flock(lock, fcntl.LOCK_EX)
        current = _fingerprint(company)
        known = fingerprint.read_text(encoding="utf-8") if fingerprint.is_file() else ""
        if not manifest.is_file() or known != current:
            command = DbtCommand(company)
            command.run_quietly(["parse"])
            shutil.copy(command.target_dir / "manifest.json", manifest)
            fingerprint.write_text(current, encoding="utf-8")
    return manifest


def _fingerprint(company: Company) -> str:
    digest = hashlib.sha256()
    told = company.dbt_vars()
    digest.update(json.dumps({name: told[name] for name in STRUCTURAL_VARS}).encode())
    for path in _project_files():
        state = path.stat()
        line = f"{path.relative_to(dbt_command.DBT_PROJECT_DIR)} {state.st_mtime_ns} {state.st_size}\n"
        digest.update(line.encode())
    return digest.hexdigest()


def _project_files() -> Iterator[Path]:
    for name in _WATCHED:
        root = dbt_command.DBT_PROJECT_DIR / name
        found = [root] if root.is_file() else sorted(root.rglob("*"))
        yield from (path for path in found if path.is_file())
