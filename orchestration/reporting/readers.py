"""What readers have, whatever became of a run."""

from __future__ import annotations

from pathlib import Path

from orchestration.reporting.reports import NOTHING
from publishing import current_version


def what_readers_have(published_dir: Path) -> str:
    """Return in words which publication readers have: as of which day, published when, by whom.

    Nothing is written, and a file that can't be read is no error here: a report says what it can.
    """
    try:
        current = current_version(published_dir)
        if current is None:
            return f"{NOTHING}: nothing was published so far"
        return _signature(published_dir / "accord.duckdb") or f"the publication {current.name}"
    except OSError as error:
        return f"unknown: {published_dir} can't be read ({error.strerror})"


def _signature(path: Path) -> str:
    # Imported here: the command line's quick commands don't need it.
    import duckdb

    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute(
                "select run_id, as_of, published_at at time zone 'UTC' from kpi.publication"
            ).fetchone()
    except (duckdb.Error, OSError):
        return ""
    if row is None:
        return ""
    run_id, as_of, published_at = row
    day = f"the figures as of {as_of}, " if as_of else "figures "
    return f"{day}published {published_at:%Y-%m-%d %H:%M} UTC by run {run_id[:8]}"
