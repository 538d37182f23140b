"""A deal won months ago whose amount is corrected, and the revenue that it moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pyarrow.parquet as pq

from tests.end_to_end.conftest import AS_OF, FIRST
from tests.end_to_end.pipeline import Pipeline
from tests.oracle.expected import Cell
from tests.oracle.periods import GRAINS, period_start
from tests.oracle.truth import Truth, day_of, value_at

#: A figure and that of the period before.
Revenue = dict[Cell, tuple[float | None, float | None]]


@dataclass(frozen=True)
class Correction:
    """When the corrected deal was closed, and the periods that hold that day."""

    closed_on: date
    touched: frozenset[tuple[str, date]]


def correction_of(company: Pipeline) -> Correction:
    """Return the one that the systems hear of after the first of the five days."""
    cases = pq.read_table(company.truth / "special_cases.parquet").to_pylist()
    [deal_id] = [
        case["row_id"]
        for case in cases
        if case["case_name"] == "amount_corrected_after_5_months"
        and FIRST < day_of(case["recorded_at"]) <= AS_OF
    ]
    closed_at = value_at(Truth(company.truth, AS_OF).deal_changes[deal_id, "closed_at"])
    assert closed_at is not None
    closed_on = day_of(datetime.fromisoformat(closed_at))
    assert closed_on < FIRST - timedelta(days=100)
    touched = frozenset((grain, period_start(closed_on, grain)) for grain in GRAINS)
    return Correction(closed_on, touched)


def revenue(company: Pipeline) -> Revenue:
    """Read the published revenue, each variant, total and by owner."""
    rows = company.query(
        "select kpi_id, variant, grain, period_start, dimension, dimension_value, value, "
        "previous_value from kpi.kpi_values "
        "where kpi_id = 'revenue' and dimension in ('total', 'owner')"
    )
    return {Cell(*address): (value, previous) for *address, value, previous in rows}
