"""What was measured, for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from tests.benchmarks.measuring import RunFigures

_MIB = 1024 * 1024


def totals_table(runs: Sequence[RunFigures]) -> Table:
    """Return a row per run: seconds and sizes."""
    view = Table(title="Runs")
    for heading in ("run", "wall s", "CPU s", "published MiB", "warehouse MiB"):
        view.add_column(heading, justify="left" if heading == "run" else "right")
    for run in runs:
        view.add_row(
            run.name,
            f"{run.wall:.1f}",
            f"{run.cpu:.1f}",
            f"{run.published_bytes / _MIB:.1f}",
            f"{run.warehouse_bytes / _MIB:.1f}",
        )
    return view


def phase_table(runs: Sequence[RunFigures]) -> Table:
    """Return a row per phase: wall and CPU seconds in each run."""
    view = Table(title="Phases: wall s / CPU s")
    view.add_column("phase")
    for run in runs:
        view.add_column(run.name, justify="right")
    for name in dict.fromkeys(phase.name for run in runs for phase in run.phases):
        cells = [
            next((f"{p.wall:.1f} / {p.cpu:.1f}" for p in run.phases if p.name == name), "-")
            for run in runs
        ]
        view.add_row(name, *cells)
    return view


def kpi_table(runs: Sequence[RunFigures], planning: float) -> Table:
    """Return what the KPIs cost: planned anew, their whole history, and what one day more asks."""
    view = Table(title="KPIs")
    view.add_column("what")
    view.add_column("seconds", justify="right")
    view.add_row("planning, nothing cached (wall)", f"{planning:.1f}")
    for name, what in (("cold", "whole history (CPU)"), ("warm", "one day's partition (CPU)")):
        cpu = sum(
            phase.cpu
            for run in runs
            for phase in run.phases
            if run.name == name and phase.name == "build_kpis"
        )
        view.add_row(what, f"{cpu:.1f}")
    return view


def loading_table(runs: Sequence[RunFigures]) -> Table:
    """Return a row per source: rows that each run brought, and rows per second."""
    view = Table(title="Loading: rows (rows/s)")
    view.add_column("source")
    for run in runs:
        view.add_column(run.name, justify="right")
    for source in dict.fromkeys(source for run in runs for source in run.loaded):
        cells = [
            f"{run.loaded[source][0]:,} ({run.loaded[source][1]:,.0f}/s)"
            if source in run.loaded
            else "-"
            for run in runs
        ]
        view.add_row(source, *cells)
    return view
