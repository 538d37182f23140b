"""`make bench`: what a run costs, cold, with nothing new, and with one day more.

`make bench ARGS=integrity` measures how fair the statistics of integrity are. Everything happens in
a scratch folder; the company's own data folder is not touched.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path

import click
from rich.console import Console

from tests.benchmarks.integrity import demo_table, limits_table, shares_table, worlds_tables
from tests.benchmarks.measuring import RunFigures, measure_run, planning_seconds
from tests.benchmarks.tables import kpi_table, loading_table, phase_table, totals_table

#: A day with a running period of every grain; fixed, so that figures compare over time.
_AS_OF = "2026-11-21"


@click.group(invoke_without_command=True)
@click.option("--size", type=click.Choice(["tiny", "small", "large"]), default="small")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default=_AS_OF, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write JSON here.")
@click.option(
    "--scratch",
    type=click.Path(file_okay=False, path_type=Path),
    help="Work in this new folder and keep it; left out: one that is removed.",
)
@click.pass_context
def main(
    context: click.Context,
    size: str,
    seed: int,
    as_of: datetime,
    out: Path | None,
    scratch: Path | None,
) -> None:
    """Measure `accord run` and print tables."""
    if context.invoked_subcommand is not None:
        return
    console = Console(width=110)
    folder = scratch or Path(tempfile.mkdtemp(prefix="accord-bench-"))
    if scratch is not None:
        scratch.mkdir(parents=True)
    try:
        runs = _runs(folder / "data", size, seed, as_of.date(), console)
        console.print("KPI planning with an empty cache ...")
        planning = planning_seconds(folder / "project", as_of.date())
    finally:
        if scratch is None:
            shutil.rmtree(folder)
    console.print(totals_table(runs), phase_table(runs), loading_table(runs))
    console.print(kpi_table(runs, planning))
    if out is not None:
        content = {
            "size": size,
            "seed": seed,
            "as_of": as_of.date().isoformat(),
            "python": sys.version.split()[0],
            "kpi_planning_seconds": planning,
            "runs": {run.name: asdict(run) for run in runs},
        }
        out.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


@main.command()
@click.option("--worlds", type=int, default=200, show_default=True, help="Made-up companies.")
@click.option("--hard-worlds", type=int, default=20, show_default=True, help="Per hard case.")
@click.argument("warehouses", nargs=-1, type=click.Path(exists=True, path_type=Path))
def integrity(worlds: int, hard_worlds: int, warehouses: tuple[Path, ...]) -> None:
    """Measure precision and recall of the integrity rules; WAREHOUSES are of demo companies."""
    console = Console(width=110)
    if warehouses:
        console.print(demo_table(warehouses))
    if worlds:
        console.print(*worlds_tables(worlds))
    if hard_worlds:
        console.print(limits_table(hard_worlds))
        console.print(shares_table(hard_worlds))


def _runs(data_dir: Path, size: str, seed: int, as_of: date, console: Console) -> list[RunFigures]:
    plan = (("cold", as_of), ("no change", as_of), ("warm", as_of + timedelta(days=1)))
    runs = []
    for name, day in plan:
        console.print(f"{size}, {name}: as of {day} ...")
        runs.append(measure_run(name, data_dir, size, seed, day))
    return runs


if __name__ == "__main__":
    main()
