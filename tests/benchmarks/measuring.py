"""One measured `accord run`, and the parts that a run does not report."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from tests.benchmarks.processes import FailedRunError, measure
from tests.benchmarks.report import Phase, loading_rates, parse_line, phases, read_steps
from tests.end_to_end.pipeline import ROOT, Pipeline

_PLANNED = re.compile(r"planned in (\d+\.\d) s")


@dataclass(frozen=True)
class RunFigures:
    """What one run cost, in seconds and bytes.

    `loaded` holds per source the rows that the run brought (after merging) and rows per second of
    the whole load: asking the vendor, normalising, merging.
    """

    name: str
    wall: float
    cpu: float
    phases: list[Phase]
    loaded: dict[str, tuple[int, float]]
    published_bytes: int
    warehouse_bytes: int


def measure_run(name: str, data_dir: Path, size: str, seed: int, as_of: date) -> RunFigures:
    """Run the daily job as of `as_of` and measure it.

    Raises:
        FailedRunError: it failed.
    """
    company = Pipeline(data_dir, size=size, seed=seed)
    known = _rows_by_load(company.warehouse)
    environment = company.environment(ACCORD_AS_OF=as_of.isoformat())
    done = measure([sys.executable, "-m", "orchestration.cli", "run"], environment, ROOT)
    steps = read_steps(data_dir / "reports" / "latest.json")
    ended, spent = [], 0.0
    for line in done.lines:
        spent += line.cpu
        if found := parse_line(line.text):
            ended.append((*found, spent))
            spent = 0.0
    fresh = _rows_by_load(company.warehouse)
    rows: dict[str, int] = {}
    for (source, load), count in fresh.items():
        if (source, load) not in known:
            rows[source] = rows.get(source, 0) + count
    return RunFigures(
        name=name,
        wall=done.wall,
        cpu=done.cpu,
        phases=phases(ended, steps, done.wall, done.cpu),
        loaded=loading_rates(steps, rows),
        published_bytes=_size(company.published) + _size(company.published.with_name("parquet")),
        warehouse_bytes=_size(company.warehouse),
    )


def planning_seconds(folder: Path, as_of: date) -> float:
    """Return the seconds of planning every KPI anew, in a copy of the dbt project in `folder`.

    Raises:
        FailedRunError: the definitions can't be compiled.
    """
    unplanned = shutil.ignore_patterns("generated", "target", "logs")
    shutil.copytree(ROOT / "dbt_project", folder, ignore=unplanned)
    command = [sys.executable, "-m", "kpis", "compile", "--project", str(folder)]
    environment = Pipeline(folder).environment()
    done = measure([*command, "--as-of", as_of.isoformat()], environment, ROOT)
    said = "\n".join(line.text for line in done.lines)
    found = _PLANNED.search(said)
    if found is None:
        raise FailedRunError(f"nothing was planned: {said}")
    return float(found[1])


def _rows_by_load(warehouse: Path) -> dict[tuple[str, str], int]:
    """Return the rows in the raw schemas by source and load that brought them last."""
    if not warehouse.exists():
        return {}
    rows: dict[tuple[str, str], int] = {}
    with _reader(warehouse) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_columns() "
            "where column_name = '_dlt_load_id' and schema_name like 'raw_%' "
            "and schema_name not like '%_staging' and table_name not like '_dlt%'"
        ).fetchall()
        for schema, table in tables:
            counts = connection.execute(
                f'select _dlt_load_id, count(*) from "{schema}"."{table}" group by 1'
            ).fetchall()
            for load, count in counts:
                key = (schema.removeprefix("raw_"), load)
                rows[key] = rows.get(key, 0) + count
    return rows


def _reader(warehouse: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(warehouse), read_only=True)


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return path.stat().st_size
