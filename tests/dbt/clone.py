"""The dbt project as someone has it who cloned the repository, set it up and typed `dbt`."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.dbt.warehouse import PROJECT
from tests.programs import Done, run_program

ROOT = PROJECT.parent
#: What dbt reads of the repository.
FOLDERS = ("dbt_project", "ingestion/sources")


class Clone:
    """The files that git knows, without anything that a run has made."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "dbt_project"
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", *FOLDERS],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for name in listed:
            source, target = ROOT / name, folder / name
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)

    def dbt(self, *arguments: str) -> Done:
        """Run a plain `dbt` command in the project's folder."""
        return run_program("dbt", arguments, self.project, {})

    @property
    def warehouse(self) -> Path:
        """The development warehouse."""
        return self.project / "warehouse.duckdb"

    @property
    def manifest(self) -> dict[str, Any]:
        """What dbt parsed last."""
        found: dict[str, Any] = json.loads((self.project / "target/manifest.json").read_text())
        return found
