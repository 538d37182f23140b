"""What a day-by-day history gives equals a fresh load; so does running a period again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from company import load_profile
from tests.end_to_end.conftest import AS_OF, FIRST, beginning_as
from tests.end_to_end.pipeline import Pipeline
from tests.end_to_end.warehouses import differences
from tests.oracle.expected import Cell, expected_values
from tests.oracle.periods import GRAINS, period_start
from tests.oracle.truth import Truth, day_of, value_at

#: A figure and that of the period before.
Revenue = dict[Cell, tuple[float | None, float | None]]


@dataclass(frozen=True)
class Days:
    """A company that lived through five days, and the revenue it had published on the first."""

    pipeline: Pipeline
    first_revenue: Revenue


@pytest.fixture(scope="module")
def days(world: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Days:
    """Five days of the tiny company: whole runs on the first and the last, loads between."""
    pipeline = beginning_as(world, Pipeline(tmp_path_factory.mktemp("daily")))
    pipeline.run(FIRST)
    first = revenue(pipeline)
    pipeline.live_through(*(FIRST + timedelta(days=offset) for offset in (1, 2, 3)))
    pipeline.run(AS_OF)
    return Days(pipeline, first)


@pytest.fixture(scope="module")
def daily(days: Days) -> Pipeline:
    return days.pipeline


def revenue(pipeline: Pipeline) -> Revenue:
    """Revenue, total and by owner."""
    rows = pipeline.query(
        "select kpi_id, variant, grain, period_start, dimension, dimension_value, value, "
        "previous_value from kpi.kpi_values "
        "where kpi_id = 'revenue' and variant = '' and dimension in ('total', 'owner')"
    )
    return {Cell(*address): (value, previous) for *address, value, previous in rows}


@dataclass(frozen=True)
class Correction:
    """A deal won months ago whose amount is corrected."""

    closed_on: date
    touched: frozenset[tuple[str, date]]


@pytest.fixture(scope="module")
def correction(world: Pipeline) -> Correction:
    """The one that the systems hear of after the first of the five days."""
    cases = pq.read_table(world.truth / "special_cases.parquet").to_pylist()
    [deal_id] = [
        case["row_id"]
        for case in cases
        if case["case_name"] == "amount_corrected_after_5_months"
        and FIRST < day_of(case["recorded_at"]) <= AS_OF
    ]
    closed_at = value_at(Truth(world.truth, AS_OF).deal_changes[deal_id, "closed_at"])
    assert closed_at is not None
    closed_on = day_of(datetime.fromisoformat(closed_at))
    assert closed_on < FIRST - timedelta(days=100)
    touched = frozenset((grain, period_start(closed_on, grain)) for grain in GRAINS)
    return Correction(closed_on, touched)


@pytest.mark.e2e
def test_five_days_equal_one_fresh_load(daily: Pipeline, tiny: Pipeline) -> None:
    assert differences(daily, tiny) == []


@pytest.mark.e2e
def test_a_late_correction_restates_every_period_that_it_touches(
    days: Days, correction: Correction
) -> None:
    profile = load_profile(days.pipeline.company)
    before, after = days.first_revenue, revenue(days.pipeline)
    for figures, as_of in ((before, FIRST), (after, AS_OF)):
        expected = expected_values(days.pipeline.truth, profile, as_of, ["owner"])
        wanted = {
            cell: value
            for cell, value in expected.items()
            if cell.kpi == "revenue" and (cell.grain, cell.period_start) in correction.touched
        }
        assert {cell.dimension for cell in wanted} == {"total", "owner"}
        found = {cell: figures[cell][0] for cell in wanted}
        assert found == pytest.approx(wanted, abs=0.005)
    for grain, start in correction.touched:
        total = Cell("revenue", "", grain, start, "total", "total")
        assert before[total][0] != after[total][0]


@pytest.mark.e2e
def test_the_period_after_is_compared_with_the_corrected_figure(
    days: Days, correction: Correction
) -> None:
    figures = revenue(days.pipeline)
    month = period_start(correction.closed_on, "month")
    following = period_start(month + timedelta(days=31), "month")
    value = figures[Cell("revenue", "", "month", month, "total", "total")][0]
    assert figures[Cell("revenue", "", "month", following, "total", "total")][1] == value


@pytest.mark.parametrize(
    "job",
    [
        pytest.param("daily", marks=pytest.mark.e2e),
        # The same code over longer periods, minutes each.
        pytest.param("weekly", marks=pytest.mark.soak),
        pytest.param("monthly", marks=pytest.mark.soak),
    ],
)
def test_a_backfilled_period_equals_the_fresh_load(
    daily: Pipeline, tiny: Pipeline, job: str
) -> None:
    period = {"daily": "2026-11-22", "weekly": "2026-11-09", "monthly": "2026-09-01"}[job]
    done = daily.accord("run", job, "--period", period, ACCORD_AS_OF=AS_OF.isoformat())
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert differences(daily, tiny) == []


@pytest.mark.soak
@pytest.mark.parametrize(
    ("size", "count", "whole_every"),
    [
        ("tiny", 5, 1),
        # Hours: whole runs now and then, and the days between as in `days`.
        pytest.param("small", 60, 10, marks=pytest.mark.timeout(21600)),
    ],
)
def test_many_days_equal_one_fresh_load(
    tmp_path: Path, size: str, count: int, whole_every: int
) -> None:
    days = [FIRST + timedelta(days=offset) for offset in range(count)]
    daily = Pipeline(tmp_path / "daily", size=size)
    for first, *between in (days[at : at + whole_every] for at in range(0, count, whole_every)):
        daily.run(first)
        if between:
            daily.live_through(*between)
    daily.run(days[-1])
    fresh = beginning_as(daily, Pipeline(tmp_path / "fresh", size=size))
    fresh.run(days[-1])
    assert differences(daily, fresh) == []
