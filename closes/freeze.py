# ruff: noqa: S608 - writing SQL is what this module is for; names come from the catalogue.
"""Freeze a period: its values as they are about to be published, and the evidence beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from closes import definitions
from closes.evidence import columns_of, keep_rates, keep_records, keep_rows, known_query, literal
from closes.plan import Planned
from closes.store import DEFINITIONS, RATES, RECORDS, ROWS, VALUES, Close, Store

#: What is kept of a figure, as `kpi.kpi_values` has it.
FIGURE = (
    *("kpi_id", "variant", "grain", "period_start", "period_end", "dimension", "dimension_value"),
    *("value", "numerator", "denominator", "baseline_value", "target_value", "benchmark_value"),
    *("target_attainment", "status", "status_reason", "status_reason_fr", "is_complete"),
    *("quality", "missing_share", "missing_amount", "definition_version", "computed_at"),
)
_WAREHOUSE = "warehouse"


@dataclass(frozen=True)
class By:
    """Who closes: the job, its run, the day that the figures know, and why."""

    job: str
    run_id: str
    as_of: date
    why: str = "its close day"


def freeze(
    warehouse: Path,
    store: Store,
    planned: Sequence[Planned],
    by: By,
    generated: Path,
    memory_limit: str | None = None,
) -> list[Close]:
    """Stage the closes of a run; they get their names once the run has published.

    Args:
        warehouse: with the figures; nobody may be writing to it.
        store: the closes there are.
        planned: which periods.
        by: who closes them.
        generated: the folder of the compiled definitions.
        memory_limit: how much memory DuckDB may take; None: its own default.
    """
    store.discard()
    if not planned:
        return []
    config = {"memory_limit": memory_limit} if memory_limit else {}
    with duckdb.connect(config=config) as connection:
        connection.execute(f"attach {literal(warehouse)} as {_WAREHOUSE} (read_only)")
        return [_freeze(connection, store, one, by, generated) for one in planned]


def _freeze(
    connection: duckdb.DuckDBPyConnection, store: Store, planned: Planned, by: By, generated: Path
) -> Close:
    period = planned.period
    folder = store.stage(period, planned.number)
    known = [close.folder / RECORDS for close in store.closes(staged=True)]
    present = columns_of(connection, _WAREHOUSE, "kpi", "kpi_values")
    figure = ", ".join(name if name in present else f"null as {name}" for name in FIGURE)
    connection.execute(
        f"copy (select {figure} from {_WAREHOUSE}.kpi.kpi_values "
        f"where grain = {literal(period.grain)} and period_start = date '{period.start}' "
        "order by kpi_id, variant, dimension, dimension_value) "
        f"to {literal(folder / VALUES)} (format parquet, compression zstd)"
    )
    compiled = definitions.current(generated, period.grain)
    (folder / DEFINITIONS).write_bytes(compiled.to_bytes())
    days = f"{{day}} between date '{period.start}' and date '{period.end}'"
    keep_rows(connection, _WAREHOUSE, compiled, days, folder / ROWS)
    keep_records(connection, _WAREHOUSE, known_query(known), folder / RECORDS)
    keep_rates(connection, _WAREHOUSE, folder / RATES)
    close = Close(
        period=period,
        number=planned.number,
        state=planned.state,
        closed_at=datetime.now(UTC),
        as_of=by.as_of,
        run_id=by.run_id,
        by=by.job,
        why="it had not been closed when its close day came" if planned.state == "late" else by.why,
        folder=folder,
    )
    store.finish(folder, close)
    return close
