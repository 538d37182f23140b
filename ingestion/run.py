"""Load one source into the warehouse: extract, normalise, load, and leave nothing pending.

What is committed is the truth: every run takes its cursors from the warehouse, where they commit
with the data. The working folder is scratch; a killed run's packages in it are finished first, and
dropped when they cannot be.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dlt
from dlt.common.runtime.collector_base import Collector
from dlt.common.runtime.run_context import active
from dlt.common.runtime.telemetry import stop_telemetry
from dlt.pipeline.exceptions import PipelineStepFailed

from ingestion.destinations import LOADER_FILE_FORMAT, open_warehouse
from ingestion.emptying import Emptying
from ingestion.errors import MissingFieldError, SourceError
from ingestion.garbage import rare_collections
from ingestion.given import require_given
from ingestion.left_out import LeftOut
from ingestion.parts import Account, Missing
from ingestion.pending import finish_pending, note_warehouse
from ingestion.quarantine import Quarantine
from ingestion.redaction import redaction
from ingestion.refused import refusing
from ingestion.registry import SourceSpec, find_source, source_names
from ingestion.source_config import SourceConfig
from ingestion.traces import hide_secrets_in_traces

if TYPE_CHECKING:
    from company import Profile


#: Tables that say what became of the records; their rows are none.
_OF_THE_LOAD = frozenset({"quarantine", "row_counts", "doubts"})
_SETTINGS = {
    "normalize.parquet_normalizer.add_dlt_load_id": True,
    "normalize.workers": 1,
    # One DuckDB file: more loaders would only wait for each other.
    "load.workers": 1,
    "runtime.dlthub_telemetry": False,
    "runtime.log_level": "ERROR",
    # Staged rows are of no use once merged; without this they would double the warehouse.
    "load.truncate_staging_dataset": True,
    # A terminal error must raise immediately and not count as a load with failed jobs.
    "load.raise_on_failed_jobs": True,
    "load.raise_on_max_retries": 3,
}


@dataclass(frozen=True)
class LoadSummary:
    """What one load did.

    Attributes:
        rows: rows per raw table that this load brought (before merging); 0 where nothing changed.
        seconds: wall-clock seconds of the whole load.
        finished_pending: a killed run's package was found and finished first.
        forgotten: rows of people who were forgotten (`accord forget`), left out before they were
            written anywhere.
        warnings: what the source's settings and account make worth saying: versions that end soon,
            an account in another time zone.
        missing: parts that the account refused, so that they were left out.
    """

    source: str
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    finished_pending: bool = False
    forgotten: int = 0
    warnings: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def total_rows(self) -> int:
        """Rows of records, over all tables."""
        return sum(rows for table, rows in self.rows.items() if table not in _OF_THE_LOAD)


def load_source(
    name: str,
    profile: Profile,
    settings: Mapping[str, Any],
    warehouse_path: Path,
    state_dir: Path,
    as_of: date,
    progress: Collector | None = None,
    memory_limit: str | None = None,
) -> LoadSummary:
    """Load everything of source `name` that is new or changed into schema `raw_<name>`.

    Safe to repeat and to kill at any moment: rows merge by primary key, and cursors commit with
    the data.

    Args:
        name: a source: the name of its folder.
        profile: the company; the source's config class takes what it needs of it.
        settings: the source's settings (base URL, token, …), checked by its config class.
        warehouse_path: the DuckDB file; this process must be its only user meanwhile.
        state_dir: scratch folder for load packages.
        as_of: the day that counts as today.
        progress: one of dlt's collectors, which is given rows per table and steps.
        memory_limit: how much memory DuckDB may take; None: its own default.

    Raises:
        SourceError: no such source, its settings don't do, the vendor could not be read, or a
            declared table is missing afterwards. Nothing of a failed extraction reaches the
            warehouse.
    """
    started = time.monotonic()
    spec = find_source(name)
    if spec is None:
        raise SourceError(f"no source {name!r}; there are: {', '.join(source_names())}")
    config = _configured(spec, profile, settings)
    account = Account.of(spec.name, spec.parts, as_of, config.unused_parts)
    _configure()
    # From where the warehouse is, so that no caller can leave it out.
    left_out = LeftOut.of(spec, warehouse_path.parent)
    emptying = Emptying.of(spec, warehouse_path.parent)
    with (
        open_warehouse(warehouse_path, memory_limit) as destination,
        rare_collections(),
        refusing(config.most_refused) as refused,
    ):
        pipeline = _pipeline(spec, destination, state_dir, progress)
        finished = finish_pending(pipeline, spec.name)
        # Only what the warehouse has counts: the run restores schema and cursors from it.
        pipeline = pipeline.drop()
        note_warehouse(pipeline)
        try:
            source = spec.source(config, as_of)
            # What is refused of somebody who was forgotten or emptied is left out, too.
            Quarantine(refused).watch(source)
            # First, so that who was emptied by age and forgotten later is known as the warehouse
            # has them.
            emptying.watch(source)
            left_out.watch(source)
            with account.loading():
                pipeline.run(source, loader_file_format=LOADER_FILE_FORMAT)
        except PipelineStepFailed as error:
            redaction().hide_in_error(error)
            cause = _vendor_error(error)
            if cause is None:
                raise
            # Not from `error`, which came from it: whoever follows the causes would never end.
            raise cause from cause.__cause__
        rows = _rows(pipeline, spec)
    seconds = time.monotonic() - started
    missing = tuple(sorted(account.missing, key=lambda one: one.part.name))
    warnings = (*config.warnings(as_of), *sorted(account.notes))
    return LoadSummary(name, rows, seconds, finished, left_out.rows.total(), warnings, missing)


def _configured(spec: SourceSpec, profile: Profile, settings: Mapping[str, Any]) -> SourceConfig:
    require_given(profile, {spec.name: (spec.config, settings)})
    return spec.config.build(profile, settings)


class _WithoutWaits(logging.Filter):
    """Leaves out what dlt says of threads that still wait for a vendor that does not answer.

    That is the failure itself, which is raised; they end with their last try.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Shutdown of dlt thread pool")


_WITHOUT_WAITS = _WithoutWaits()


def quiet_waits() -> None:
    """Have dlt not say that threads still wait for a vendor that does not answer."""
    logging.getLogger("dlt").addFilter(_WITHOUT_WAITS)


def _configure() -> None:
    for key, value in _SETTINGS.items():
        dlt.config[key] = value
    # dlt starts when it is imported, with settings of its own: usage figures would go out.
    stop_telemetry()
    active().initialize_runtime()
    quiet_waits()
    hide_secrets_in_traces()


def _pipeline(
    spec: SourceSpec, destination: Any, state_dir: Path, progress: Collector | None
) -> Any:
    state_dir.mkdir(parents=True, exist_ok=True)
    return dlt.pipeline(
        pipeline_name=spec.name,
        pipelines_dir=str(state_dir),
        destination=destination,
        dataset_name=spec.dataset,
        progress=progress,
    )


def _vendor_error(error: BaseException) -> SourceError | None:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, SourceError):
            return seen
        if isinstance(seen, KeyError):
            missing = MissingFieldError(
                f"a row lacks the field {seen}: does the vendor still have it?"
            )
            # Where it came from: it may be an error of ours, too.
            missing.__cause__ = seen
            return missing
        seen = seen.__cause__ or seen.__context__
    return None


def _rows(pipeline: Any, spec: SourceSpec) -> dict[str, int]:
    counts = pipeline.last_trace.last_normalize_info.row_counts
    with pipeline.sql_client() as client:
        existing = {
            row[0]
            for row in client.execute_sql(
                "select table_name from information_schema.tables where table_schema = %s",
                spec.dataset,
            )
        }
    missing = [table for table in spec.raw_tables if table not in existing]
    if missing:
        raise SourceError(f"{spec.name}: the load left no table {', '.join(missing)}")
    return {table: counts.get(table, 0) for table in spec.raw_tables}
