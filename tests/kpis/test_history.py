"""Periods that begin before the history: incomplete, and nothing is compared with them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.kpis.conftest import KpiProject

pytestmark = pytest.mark.e2e
#: A Wednesday within a month, a quarter and a year; the marts have facts since 2025-01-01.
BEGINS = "2025-02-05"
#: The only period of each grain in which it lies.
PARTIAL = {
    "week": date(2025, 2, 3),
    "month": date(2025, 2, 1),
    "quarter": date(2025, 1, 1),
    "year": date(2025, 1, 1),
}


@pytest.fixture(scope="module")
def figures(
    kpi_project: KpiProject, fresh_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The figures of a company that states the beginning after its first run."""
    warehouse = tmp_path_factory.mktemp("history") / "warehouse.duckdb"
    shutil.copy(fresh_warehouse, warehouse)
    kpi_project.build(warehouse, history_from=BEGINS)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection


def test_periods_that_ended_before_it_have_no_figures(figures: duckdb.DuckDBPyConnection) -> None:
    rows = figures.execute(
        "select grain, min(period_end) from kpi.kpi_values where kpi_id = 'calls_made' group by all"
    ).fetchall()
    assert dict(rows) == {
        "day": date(2025, 2, 5),
        "week": date(2025, 2, 9),
        "month": date(2025, 2, 28),
        "quarter": date(2025, 3, 31),
        "year": date(2025, 12, 31),
    }


def test_the_period_in_which_it_lies_is_incomplete(figures: duckdb.DuckDBPyConnection) -> None:
    rows = figures.execute(
        """
        select grain, period_start, is_complete, value > 0, previous_value, change, status_reason,
            status_reason_fr
        from kpi.kpi_values
        where kpi_id = 'calls_made' and dimension = 'total' and period_end < date '2026-01-01'
            and (period_start < $1 or not is_complete)
        """,
        [BEGINS],
    ).fetchall()
    said = f"no target; the history begins on {BEGINS}, within this period"
    said_fr = f"pas d'objectif; l'historique commence le {BEGINS}, dans cette période"
    partial = {(*period, False, True, None, None, said, said_fr) for period in PARTIAL.items()}
    assert set(rows) == partial


@pytest.mark.parametrize(
    ("grain", "start", "where"),
    [
        ("week", "2025-02-10", "the period before"),
        ("month", "2025-03-01", "the period before"),
        ("quarter", "2025-04-01", "the period before"),
        ("year", "2026-01-01", "the period before"),
        ("week", "2026-02-02", "the same period a year before"),
        ("month", "2026-02-01", "the same period a year before"),
        ("quarter", "2026-01-01", "the same period a year before"),
    ],
)
def test_nothing_is_compared_with_it(
    figures: duckdb.DuckDBPyConnection, grain: str, start: str, where: str
) -> None:
    [(previous, year_before, change_year, reason)] = figures.execute(
        """
        select previous_value, previous_year_value, change_previous_year, status_reason
        from kpi.kpi_values
        where (kpi_id, dimension, grain, period_start) = ('calls_made', 'total', $1, $2)
        """,
        [grain, start],
    ).fetchall()
    assert year_before is None and change_year is None
    # What has a whole period before it is compared with that one.
    assert (previous is None) == (where == "the period before")
    assert reason == f"no target; the history begins on {BEGINS}, within {where}"
