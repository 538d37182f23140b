"""What lies in the folder of the planning sheets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ingestion.connect import Finding
from ingestion.sources.planning.settings import PlanningConfig

if TYPE_CHECKING:
    from company import Profile


def checks(config: PlanningConfig, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Yield which sheets are there; `accord load planning` reads them row by row."""
    del profile, as_of
    folder = config.folder
    if folder is None or not folder.is_dir():
        fix = "write `planning: path/to/sheets` in the profile, or ACCORD_PLANNING_FOLDER"
        yield Finding("folder", f"{folder or 'the folder'} is not there", "blocks", fix)
        return
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    yield Finding("folder", f"{folder}: {', '.join(names) or 'empty'}", records=len(names))
