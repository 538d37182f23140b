"""Load one source here and now, without Dagster: `accord load google_ads`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from ingestion.registry import discover
from ingestion.run import LoadSummary, load_source
from orchestration.build.checks import build_phases
from orchestration.build.damage import remove_stillborn
from orchestration.build.gate import Gate
from orchestration.build.lock import RunLock
from orchestration.build.retention import empty_old
from orchestration.company.context import Company
from orchestration.company.demo import SandboxServer
from orchestration.company.folder import claim_data_dir, note_loaded, read_holder
from orchestration.company.given import require_settings
from orchestration.company.release import require_current
from orchestration.reporting.load_progress import LoadProgress


def load_one(company: Company, source: str, console: Console) -> LoadSummary:
    """Load what is new or changed in `source`, as a run's first step does; publish nothing.

    It holds the run lock, and what was built from the source's rows must be built again before
    it may be published.

    Raises:
        click.ClickException: the profile turns no such source on.
        SourceError: the source could not be read; the warehouse is as it was before.
        RunLockError: another run kept writing for longer than the setting allows to wait.
        UpgradeError: the data folder is not one of this release.
    """
    if source not in company.sources:
        raise click.ClickException(
            f"{company.settings.company} turns no source {source!r} on; "
            f"on are {', '.join(company.sources)}"
        )
    require_settings(company, [source])
    settings = company.settings
    # It is no run that any history would have: what it left open says what it was, and when.
    run_id = f"`accord load {source}` at {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    lock = RunLock(
        settings.data_dir,
        f"accord load {source}",
        settings.lock_wait_seconds,
        on_wait=lambda reason: console.print(f"waiting: {reason}", markup=False),
    )
    with lock:
        require_current(settings.data_dir)
        claim_data_dir(settings, company.profile, company.clock)
        holder = read_holder(settings.data_dir)
        remove_stillborn(settings.warehouse_path, holder.loaded_to if holder else None)
        gate = Gate(settings.warehouse_path, build_phases(company), run_id)
        progress = LoadProgress(console)
        with (
            settings_of(company, source) as given,
            gate.phase(f"load {source}"),
            progress,
        ):
            summary = load_source(
                source,
                company.profile,
                given,
                settings.warehouse_path,
                settings.dlt_dir,
                company.as_of,
                progress.collector,
                settings.memory_limit,
            )
            empty_old(company, source)
        note_loaded(settings, company.profile, company.clock)
        return summary


def summary_table(summary: LoadSummary) -> Table:
    """Return the rows that a load brought, per raw table."""
    table = Table("table", box=None)
    table.add_column("rows", justify="right")
    for name, rows in summary.rows.items():
        table.add_row(f"raw_{summary.source}.{name}", f"{rows:,}")
    if summary.forgotten:
        table.add_row("left out: of people who were forgotten", f"{summary.forgotten:,}")
    for warning in summary.warnings:
        table.add_row(f"warning: {warning}", "")
    return table


def source_table(company: Company) -> Table:
    """Return the sources that are on."""
    table = Table("source", "is", "loads into", box=None)
    for name in company.sources:
        spec = discover()[name]
        table.add_row(name, spec.config.title, f"{spec.dataset} ({len(spec.raw_tables)} tables)")
    return table


@contextmanager
def settings_of(company: Company, source: str) -> Iterator[Mapping[str, Any]]:
    """Yield the settings of `source`; the demo company's server runs meanwhile."""
    if company.profile.sandbox is None:
        yield company.settings.source(source)
        return
    server = SandboxServer(company)
    try:
        yield server.settings(source)
    finally:
        server.stop()
