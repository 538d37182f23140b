"""The rows that `accord why` counts behind a figure are those that the figure counts."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from kpis.behind import read_rows_behind
from kpis.compilation import generated_folder
from orchestration.reporting.behind import Place, count_rows
from tests.kpis.conftest import KpiProject


@pytest.mark.parametrize("kpi", ["calls_made", "deals_won", "leads_generated", "sqls"])
def test_of_a_count_there_are_as_many_rows_as_it_says(
    kpi: str, kpi_project: KpiProject, fresh: duckdb.DuckDBPyConnection
) -> None:
    """In each month, in total and for every member."""
    compiled = read_rows_behind(generated_folder(kpi_project.folder), kpi)
    figures = fresh.execute(
        "select grain, period_start, period_end, dimension, dimension_value, value "
        "from kpi.kpi_values where kpi_id = ? and variant = '' and grain = 'month'",
        [kpi],
    ).fetchall()
    assert {row[3] for row in figures} > {"total", "owner"}
    for *place, value in figures:
        [rows] = count_rows(fresh, compiled, "", Place(*place))
        assert rows.total == value, place


def test_a_ratio_has_rows_above_and_below(
    kpi_project: KpiProject, fresh: duckdb.DuckDBPyConnection
) -> None:
    compiled = read_rows_behind(generated_folder(kpi_project.folder), "win_rate")
    figures = fresh.execute(
        "select grain, period_start, period_end, dimension, dimension_value, numerator, "
        "denominator from kpi.kpi_values "
        "where kpi_id = 'win_rate' and variant = '' and dimension = 'team'"
    ).fetchall()
    assert figures
    for *place, numerator, denominator in figures:
        rows = count_rows(fresh, compiled, "", Place(*place))
        assert {one.term: one.total for one in rows} == {
            "numerator": numerator,
            "denominator": denominator,
        }


def test_members_of_a_variant_dimension_have_rows_of_their_own(
    kpi_project: KpiProject, fresh: duckdb.DuckDBPyConnection
) -> None:
    compiled = read_rows_behind(generated_folder(kpi_project.folder), "stage_conversion_rate")
    figures = fresh.execute(
        "select variant, grain, period_start, period_end, dimension, dimension_value, denominator "
        "from kpi.kpi_values where kpi_id = 'stage_conversion_rate' and denominator > 0"
    ).fetchall()
    assert len({row[0] for row in figures}) > 1
    for variant, *place, denominator in figures:
        rows = count_rows(fresh, compiled, variant, Place(*place))
        assert {one.total for one in rows if one.term == "denominator"} == {denominator}


def test_every_figure_of_the_company_has_rows_to_open() -> None:
    """Whatever a KPI counts, its rows are compiled with a key, a day and a condition."""
    project = Path(__file__).parents[2] / "dbt_project"
    for path in (project / "models" / "metrics").rglob("*.yml"):
        if path.name.startswith("_"):
            continue
        for series in read_rows_behind(generated_folder(project), path.stem):
            assert series["parts"], path.stem
            assert all(part["key"] and part["day"] for part in series["parts"]), path.stem
