"""Whether dbt's project is the one that was parsed: a fingerprint of its files and variables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

#: Variables that only fill SQL when it is compiled: no model's place or name depends on them.
COMPILE_TIME_VARS = ("as_of", "kpi_from", "kpi_to", "run_id")
_WATCHED = ("dbt_project.yml", "profiles.yml", "models", "macros", "seeds", "snapshots", "tests")


def fingerprint(project_dir: Path, variables: Mapping[str, Any]) -> str:
    """Return what changes whenever dbt must parse the project anew."""
    lasting = {name: value for name, value in variables.items() if name not in COMPILE_TIME_VARS}
    digest = hashlib.sha256(json.dumps(lasting, sort_keys=True).encode())
    for path in _files(project_dir):
        state = path.stat()
        line = f"{path.relative_to(project_dir)} {state.st_mtime_ns} {state.st_size}\n"
        digest.update(line.encode())
    return digest.hexdigest()


def _files(project_dir: Path) -> Iterator[Path]:
    for name in _WATCHED:
        root = project_dir / name
        found = [root] if root.is_file() else sorted(root.rglob("*"))
        yield from (path for path in found if path.is_file())
