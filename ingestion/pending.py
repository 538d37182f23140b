"""The load package that a killed run left: finished where it belongs, else its rows are read again.

A package holds rows and the cursors after them. It goes on from the warehouse that it was read
for; in another one (an older copy that somebody put back) its cursors would skip what lies between.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from dlt.pipeline.exceptions import PipelineStepFailed

log = logging.getLogger(__name__)

#: In dlt's working folder, which it empties with the package.
_NOTE = "built_upon"


def note_warehouse(pipeline: Any) -> None:
    """Note which load of the warehouse the next package goes on from."""
    folder = Path(pipeline.working_dir)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _NOTE).write_text(_last_load(pipeline), encoding="utf-8")


def finish_pending(pipeline: Any, source: str) -> bool:
    """Finish what a killed run left. A package that cannot be finished is left to be dropped."""
    if not pipeline.has_pending_data:
        return False
    if not _belongs(pipeline):
        log.warning(
            "%s: the warehouse is not the one that the pending package was read for; it is "
            "dropped, and its rows are read again",
            source,
        )
        return False
    try:
        pipeline.normalize()
        pipeline.load()
    except PipelineStepFailed:
        log.exception("%s: pending package dropped; its rows are read again", source)
        return False
    return True


def _belongs(pipeline: Any) -> bool:
    """Return whether the warehouse is as it was noted, but for the package itself."""
    note = Path(pipeline.working_dir) / _NOTE
    if not note.is_file():
        return False
    packages = {*pipeline.list_extracted_load_packages(), *pipeline.list_normalized_load_packages()}
    return _last_load(pipeline) in {note.read_text(encoding="utf-8"), *packages}


def _last_load(pipeline: Any) -> str:
    """Return the id of the last load that the warehouse has of the source; empty before any."""
    with pipeline.sql_client() as client:
        known = client.execute_sql(
            "select 1 from information_schema.tables "
            "where table_schema = %s and table_name = '_dlt_loads'",
            pipeline.dataset_name,
        )
        if not known:
            return ""
        table = client.make_qualified_table_name("_dlt_loads")
        found = client.execute_sql(f"select max(load_id) from {table} where status = 0")  # noqa: S608 - dlt's own name
    return str(found[0][0] or "")
