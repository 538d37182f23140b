"""What runs leave behind is removed after the days that `ACCORD_KEEP_DAYS` says.

Run logs, reports, and of Dagster the runs with their events and captured output. What an asset
holds now was made by some run, however long ago: that run stays, or the UI would show the asset as
never made.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from orchestration.company.settings import Settings

_ENDED = [
    dg.DagsterRunStatus.SUCCESS,
    dg.DagsterRunStatus.FAILURE,
    dg.DagsterRunStatus.CANCELED,
]
#: Looked at, at the end of one run, so that it never takes long. More than there are makers of what
#: assets hold now, which stay.
_RUNS_AT_ONCE = 200


#: Made until 0.2.0, one for each cadence and purpose; the UI listed them for ever.
_FORMER_ASSETS = re.compile(r"periods/[a-z]+_(kpis|publication)")


def remove_former_assets(instance: dg.DagsterInstance) -> list[dg.AssetKey]:
    """Take assets that no release makes any more out of Dagster's catalogue; return them."""
    former = [
        key
        for key in instance.get_asset_keys(prefix=["periods"])
        if _FORMER_ASSETS.fullmatch(key.to_user_string())
    ]
    if former:
        instance.wipe_assets(former)
    return former


def remove_old(settings: Settings, instance: dg.DagsterInstance) -> list[str]:
    """Remove what is older than is kept; return what was removed: files, and ids of runs."""
    before = datetime.now(UTC) - timedelta(days=settings.keep_days)
    removed = [key.to_user_string() for key in remove_former_assets(instance)]
    for path in _old_files(settings, before):
        path.unlink(missing_ok=True)
        removed.append(path.name)
    old = instance.get_runs(
        dg.RunsFilter(statuses=_ENDED, updated_before=before),
        limit=_RUNS_AT_ONCE,
        ascending=True,
    )
    needed = _makers_of_now(instance) if old else set()
    for run in old:
        if run.run_id not in needed:
            _remove_run(settings, instance, run.run_id)
            removed.append(run.run_id)
    return removed


def _old_files(settings: Settings, before: datetime) -> Iterator[Path]:
    for folder in (settings.data_dir / "logs", settings.reports_dir):
        for path in sorted(folder.glob("*")):
            is_old = path.stat().st_mtime < before.timestamp()
            if path.is_file() and is_old and path.stem != "latest":
                yield path


def _makers_of_now(instance: dg.DagsterInstance) -> set[str]:
    """Return the runs by which each asset was last made."""
    keys = instance.get_asset_keys()
    events = instance.get_latest_materialization_events(keys).values()
    return {event.run_id for event in events if event is not None}


def _remove_run(settings: Settings, instance: dg.DagsterInstance, run_id: str) -> None:
    instance.delete_run(run_id)
    # Dagster empties the run's own database and leaves the file.
    for left in (settings.dagster_home / "history" / "runs").glob(f"{run_id}.db*"):
        left.unlink(missing_ok=True)
    shutil.rmtree(settings.dagster_home / "storage" / run_id, ignore_errors=True)
