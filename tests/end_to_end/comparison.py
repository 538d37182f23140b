"""Compare published KPI values with the oracle's, cell by cell."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date

from company import load_profile
from tests.end_to_end.pipeline import Pipeline
from tests.oracle.expected import Cell, expected_values

#: KPIs that are 0, not NULL, where nothing happened.
ADDITIVE = {
    "calls_made",
    "meetings_held",
    "leads_generated",
    "mqls",
    "sqls",
    "revenue",
    "deals_won",
    "new_customers",
    "open_pipeline",
}
DIMENSIONS = ("owner", "team", "channel", "campaign", "market", "segment", "industry", "pipeline")


@dataclass
class Comparison:
    """What was compared, and the cells that differ: address, published, expected."""

    compared: int = 0
    by_kpi: dict[str, set[str]] = field(default_factory=dict)
    grains: dict[str, set[str]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)


def compare(pipeline: Pipeline, as_of: date) -> Comparison:
    profile = load_profile(pipeline.company)
    expected = expected_values(pipeline.truth, profile, as_of, DIMENSIONS)
    published = {
        Cell(kpi, variant, grain, start, dimension, member): value
        for kpi, variant, grain, start, dimension, member, value in pipeline.query(
            "select kpi_id, variant, grain, period_start, dimension, dimension_value, value "
            "from kpi.kpi_values"
        )
    }
    outcome = Comparison()
    kpis = {cell.kpi for cell in expected}
    has = {(cell.kpi, cell.dimension) for cell in published}
    for cell, value in published.items():
        if cell.kpi not in kpis or cell.dimension not in (*DIMENSIONS, "total"):
            continue
        outcome.compared += 1
        outcome.by_kpi.setdefault(cell.kpi, set()).add(cell.dimension)
        outcome.grains.setdefault(cell.kpi, set()).add(cell.grain)
        nothing = 0.0 if cell.kpi in ADDITIVE else None
        if not _equal(value, expected.get(cell, nothing)):
            outcome.differences.append(f"{cell}: {value}, expected {expected.get(cell, nothing)}")
    # Nothing that adds up to nothing may be left out: an open deal whose amount nobody knows yet.
    for cell, value in expected.items():
        if value and (cell.kpi, cell.dimension) in has and cell not in published:
            outcome.differences.append(f"{cell}: absent, expected {value}")
    return outcome


def _equal(published: float | None, expected: float | None) -> bool:
    if published is None or expected is None:
        return published is None and expected is None
    return math.isclose(published, expected, rel_tol=1e-9, abs_tol=1e-6)
