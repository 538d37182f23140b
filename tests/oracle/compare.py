"""Compare published KPI values with the oracle's, cell by cell.

`python -m tests.oracle.compare <data folder> [--warehouse] [kpi ...]` prints the differences of
each KPI: of the published file, or with `--warehouse` of the warehouse (after a `dbt build`).
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import click
import duckdb

from company import load_profile
from company.profile import Profile
from tests.oracle.cells import Cell
from tests.oracle.expected import expected_values
from tests.oracle.known_costs import waits_for_costs
from tests.oracle.registry import OBSERVERS, figure_of
from tests.oracle.world import World

DIMENSIONS = (
    "owner",
    "team",
    "channel",
    "campaign",
    "market",
    "segment",
    "industry",
    "product",
    "pipeline",
)
_SHOWN = 5


@dataclass
class Comparison:
    """What was compared, and the cells that differ: address, published, expected."""

    compared: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    by_kpi: dict[str, set[str]] = field(default_factory=dict)
    grains: dict[str, set[str]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    differing: Counter[str] = field(default_factory=Counter)
    unpublished: set[str] = field(default_factory=set)

    def differs(self, cell: Cell, published: object, expected: float | None) -> None:
        self.differing[f"{cell.kpi} {cell.variant}".strip()] += 1
        address = ", ".join(str(part) for part in cell)
        self.differences.append(f"{address}: {published}, expected {expected}")


def compare_values(
    database: Path, truth: Path, profile: Profile, as_of: date, kpis: Collection[str] = ()
) -> Comparison:
    """Compare what `database` holds with the truth at `as_of`; all KPIs unless named."""
    expected = expected_values(truth, profile, as_of, DIMENSIONS, kpis)
    waits = waits_for_costs(World(truth, profile, as_of))
    published = _published(database)
    outcome = Comparison()
    known = {kpi for observer in OBSERVERS for kpi in observer.kpis() if not kpis or kpi in kpis}
    for cell, value in published.items():
        if cell.kpi not in known:
            continue
        outcome.compared += 1
        outcome.cells[cell.kpi] += 1
        outcome.by_kpi.setdefault(cell.kpi, set()).add(cell.dimension)
        outcome.grains.setdefault(cell.kpi, set()).add(cell.grain)
        nothing = None if waits(cell) else figure_of(cell.kpi, cell.variant).nothing
        wanted = expected.get(cell, nothing)
        if not _equal(value, wanted):
            outcome.differs(cell, value, wanted)
    # Nothing that adds up to nothing may be left out: an open deal whose amount nobody knows yet.
    has = {(cell.kpi, cell.variant, cell.dimension) for cell in published}
    for cell, wanted in expected.items():
        is_due = cell.dimension == "total" or (cell.kpi, cell.variant, cell.dimension) in has
        if cell.kpi in outcome.by_kpi and wanted and is_due and cell not in published:
            outcome.differs(cell, "absent", wanted)
    outcome.unpublished = known - set(outcome.by_kpi)
    return outcome


def _published(database: Path) -> dict[Cell, float | None]:
    """What readers have, and what is for a few: in a warehouse, or in the restricted file."""
    restricted = database.parent / "restricted" / "accord_restricted.duckdb"
    places = [(database, "kpi.kpi_values")]
    places.append((restricted if restricted.exists() else database, "integrity.integrity_values"))
    return {
        Cell(*address): value for path, table in places for *address, value in _rows(path, table)
    }


def _rows(database: Path, table: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select kpi_id, variant, grain, period_start, dimension, dimension_value, value "
            f"from {table}"
        ).fetchall()


def _equal(published: float | None, expected: float | None) -> bool:
    if published is None or expected is None:
        return published is None and expected is None
    return math.isclose(published, expected, rel_tol=1e-9, abs_tol=1e-6)


def _print(outcome: Comparison) -> None:
    for kpi, count in sorted(outcome.cells.items()):
        differing = sum(n for key, n in outcome.differing.items() if key.split()[0] == kpi)
        click.echo(f"{kpi}: {count} cells, {differing} differ")
        for line in sorted(x for x in outcome.differences if x.startswith(f"{kpi},"))[:_SHOWN]:
            click.echo(f"    {line}")
    if outcome.unpublished:
        click.echo("not published: " + ", ".join(sorted(outcome.unpublished)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("kpis", nargs="*")
    parser.add_argument("--warehouse", action="store_true")
    parser.add_argument("--company", type=Path, default=Path("company.yml"))
    arguments = parser.parse_intermixed_args()
    data: Path = arguments.data_dir
    [sandbox] = (data / "sandbox").glob("*/truth")
    clock = json.loads((sandbox.parent / "clock.json").read_text())
    database = data / ("warehouse.duckdb" if arguments.warehouse else "published/accord.duckdb")
    _print(
        compare_values(
            database,
            sandbox,
            load_profile(arguments.company),
            date.fromisoformat(clock["as_of"]),
            arguments.kpis,
        )
    )


if __name__ == "__main__":
    main()
