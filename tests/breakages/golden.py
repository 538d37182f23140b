"""Golden cells: figures of the fixed company, by which a changed fact shows as a changed meaning.

python -m tests.breakages.golden [--anew]

The hash of a KPI's formula (kpis/governance/formulas.py) does not look into the facts. These cells
do: SQL that is written in another way and gives the same figures is no new version, and one that
gives others is. So cells of a version never change; a new version brings its own. `--anew` is for
a change of the company itself (tests/breakages/company.py).
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kpis.files import load_metric_files
from orchestration.company.settings import PROJECT_ROOT
from tests.breakages.machine import Key, Outcome

PATH = Path(__file__).with_name("golden.csv")
#: The periods: a year by the members of two dimensions, and a quarter that has more of everything.
YEAR, QUARTER = ("year", date(2024, 1, 1)), ("quarter", date(2025, 1, 1))
DIMENSIONS = ("total", "market", "team")
_COLUMNS = ("kpi_id", "variant", "version", "grain", "period", "dimension", "member", "value")
#: Figures that differ by less are the same: sums are added in another order.
_TOLERANCE = 1e-9

Cell = tuple[str, str, str, str, str, str]
Cells = dict[Cell, float | None]


def current_versions() -> dict[str, int]:
    """Return the version of each KPI, as its definition has it."""
    files = load_metric_files(PROJECT_ROOT / "dbt_project/models/metrics")
    return {file.kpi.id: file.kpi.version for file in files}


def cells_of(outcome: Outcome) -> Cells:
    """Return the golden cells among the figures of the right export."""
    return {
        _cell(key): None if value is None else float(value)
        for key, (value, *_) in outcome.figures.items()
        if (key[2], key[3]) in (YEAR, QUARTER)
        and key[4] in DIMENSIONS
        and ((key[2], key[3]) == YEAR or key[4] == "total")
    }


def _cell(key: Key) -> Cell:
    kpi, variant, grain, period, dimension, member = key
    return kpi, variant, grain, f"{period}", dimension, member


def read_golden(path: Path = PATH) -> tuple[Cells, dict[str, int]]:
    """Return the golden cells and the version of each KPI that they are of."""
    if not path.exists():
        return {}, {}
    cells: Cells = {}
    versions: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            cell = (row["kpi_id"], row["variant"], row["grain"], row["period"])
            value = float(row["value"]) if row["value"] else None
            cells[*cell, row["dimension"], row["member"]] = value
            versions[row["kpi_id"]] = int(row["version"])
    return cells, versions


def write_golden(cells: Cells, versions: Mapping[str, int], path: Path = PATH) -> None:
    """Write the cells, sorted, a line each."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for cell in sorted(cells):
            value = cells[cell]
            shown = "" if value is None else f"{value:.12g}"
            writer.writerow([*cell[:2], versions[cell[0]], *cell[2:], shown])


def changed(
    golden: Cells, of: Mapping[str, int], cells: Cells, versions: Mapping[str, int]
) -> list[str]:
    """Return in words the cells that moved while the version of their KPI did not."""
    moved = []
    for cell, was in golden.items():
        kpi = cell[0]
        if versions.get(kpi) != of[kpi]:
            continue
        now = cells.get(cell)
        is_same = was == now or (
            was is not None
            and now is not None
            and math.isclose(was, now, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
        )
        if not is_same or cell not in cells:
            shown = now if cell in cells else "no row"
            moved.append(
                f"{kpi} version {of[kpi]}, {' '.join(cell[1:])}: {was} before, now {shown}"
            )
    return moved


def stale(of: Mapping[str, int], cells: Cells, versions: Mapping[str, int]) -> list[str]:
    """Return the KPIs with figures whose version has no golden cells yet."""
    return sorted({cell[0] for cell in cells if versions[cell[0]] != of.get(cell[0])})


def main() -> int:
    """Compute the fixed company and keep its cells."""
    from tests.breakages.trying import Trials

    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--anew", action="store_true", help="The company itself changed.")
    anew = given.parse_args().anew
    with tempfile.TemporaryDirectory(prefix="accord-golden-") as folder:
        cells = cells_of(Trials(Path(folder)).right)
    golden, of = read_golden()
    versions = current_versions()
    moved = [] if anew else changed(golden, of, cells, versions)
    if moved:
        print("\n".join(moved))  # noqa: T201 a command line
        print("A figure moved: give its KPI a new version, or correct the fact.")  # noqa: T201
        return 1
    write_golden(cells, versions)
    print(f"{len(cells)} cells of {len({cell[0] for cell in cells})} KPIs in {PATH.name}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
