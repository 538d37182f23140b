"""What a run recomputes: the touched periods, and never another result than a fresh load."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.kpis.conftest import AS_OF, Figures, KpiProject

pytestmark = pytest.mark.e2e


@pytest.mark.fault(40)
def test_day_by_day_equals_a_fresh_load(
    kpi_project: KpiProject,
    fresh_warehouse: Path,
    figures: Callable[[Path], Figures],
    tmp_path: Path,
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    kpi_project.build(warehouse, AS_OF - timedelta(days=15))
    kpi_project.build(warehouse, AS_OF)
    assert figures(warehouse) == figures(fresh_warehouse)


def test_a_run_without_change_computes_nothing_again(
    kpi_project: KpiProject, fresh_warehouse: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(fresh_warehouse, warehouse)
    kpi_project.build(warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        row = connection.execute("select measured_from from kpi.kpi__touched").fetchone()
        old_runs = connection.execute(
            """
            select bool_and(computed_at < (select max(computed_at) from kpi.kpi_values))
            from kpi.kpi_values where is_complete and period_end < date '2025-06-01'
            """
        ).fetchone()
    assert row == (None,)
    # Figures that cannot change any more still say when they were computed.
    assert old_runs == (True,)


@pytest.mark.fault(16)
def test_a_deal_corrected_months_later_restates_every_period_it_touches(
    kpi_project: KpiProject,
    fresh_warehouse: Path,
    figures: Callable[[Path], Figures],
    tmp_path: Path,
) -> None:
    warehouse, fresh = tmp_path / "warehouse.duckdb", tmp_path / "fresh/warehouse.duckdb"
    fresh.parent.mkdir()
    shutil.copy(fresh_warehouse, warehouse)
    # Deal 9 closed on 2025-04-15.
    kpi_project.build(warehouse, corrected=True)
    kpi_project.build(fresh, corrected=True)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        row = connection.execute("select measured_from from kpi.kpi__touched").fetchone()
    assert row == (date(2025, 4, 15),)
    after, before = figures(warehouse), figures(fresh_warehouse)
    assert after == figures(fresh)
    restated = {key for key, figure in after.items() if figure[1] != before[key][1]}
    assert {key[0] for key in restated} == {
        "revenue",
        "average_deal_size",
        "win_rate",
        "quota_attainment",
        # Revenue of a product has a target.
        "target_attainment",
    }
    assert {key[3] for key in restated if key[2] == "month"} == {date(2025, 4, 1)}


@pytest.mark.soak  # a build from nothing
def test_another_fiscal_year_recomputes_everything_and_moves_quarters_and_years(
    kpi_project: KpiProject,
    fresh_warehouse: Path,
    figures: Callable[[Path], Figures],
    tmp_path: Path,
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(fresh_warehouse, warehouse)
    kpi_project.build(warehouse, fiscal_year_start_month=7)
    after, before = figures(warehouse), figures(fresh_warehouse)
    starts = {key[3] for key in after if key[2] == "year"}
    assert starts == {date(2024, 7, 1), date(2025, 7, 1)}
    months = [
        value[1]
        for key, value in before.items()
        if (key[0], key[1], key[2], key[4]) == ("revenue", "", "month", "total")
        and date(2025, 7, 1) <= key[3] < date(2026, 7, 1)
    ]
    year = after["revenue", "", "year", date(2025, 7, 1), "total", "total"]
    assert year[1] == pytest.approx(sum(months))
    assert {key: value for key, value in after.items() if key[2] == "month"} == {
        key: value for key, value in before.items() if key[2] == "month"
    }


def test_a_source_that_is_off_and_a_failed_check_leave_figures_out_and_say_why(
    kpi_project: KpiProject, fresh_warehouse: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(fresh_warehouse, warehouse)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema quality")
        connection.execute(
            """
            create table quality.check_results as
            select
                'run of ' || day as run_id, 'c' || step as check_id,
                'marts.fct_opportunities' as table_name,
                'warn' as severity, step = 2 as success, 'late since ' || day as reason,
                cast(day as timestamp) as checked_at
            from (values
                -- A check that failed once and is no more says nothing of today.
                (0, '2026-02-13'), (1, '2026-02-14'), (1, '2026-02-15'), (2, '2026-02-15')
            ) as c(step, day)
            """
        )
    fed = {entity: ["fixture"] for entity in ("people", "opportunities", "opportunity_changes")}
    kpi_project.build(warehouse, entity_sources=fed)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        left = connection.execute("select distinct kpi_id from kpi.kpi_values").fetchall()
        reason = connection.execute(
            "select inactive_reason from kpi.kpi_catalog where kpi_id = 'first_response_hours'"
        ).fetchone()
        statuses = dict(
            connection.execute(
                """
                -- What is said of a period's own days comes after it.
                select distinct kpi_id, status || ': ' || split_part(status_reason, '; ', 1)
                from kpi.kpi_values
                """
            ).fetchall()
        )
        trust = connection.execute(
            "select check_id, success from kpi.data_trust where kpi_id = 'win_rate' order by all"
        ).fetchall()
    assert ("first_response_hours",) not in left
    assert ("revenue",) in left
    assert reason == ("no active source feeds tickets",)
    assert trust == [("c1", False), ("c2", True)]
    assert statuses["win_rate"] == "none: late since 2026-02-15"
    assert statuses["leads_generated"] == "none: no target"
