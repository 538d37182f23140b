"""What the published tables say of scorecards, versions and the use of KPIs."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.kpis.conftest import KpiProject

pytestmark = pytest.mark.e2e


def test_a_scorecard_lists_its_kpis_in_the_order_of_its_page(
    fresh: duckdb.DuckDBPyConnection,
) -> None:
    rows = fresh.execute(
        "select scorecard, label_fr, audience, owner, place, kpi_id, variant, chart, grain "
        "from kpi.scorecards order by place"
    ).fetchall()
    head = ("board", "Conseil", "sdr, ae", "Chief revenue officer")
    assert rows == [
        (*head, 1, "revenue", "", "bar", "week"),
        (*head, 2, "win_rate", "by_amount", "line", "week"),
        # It has no figure by week: the finest is the month.
        (*head, 3, "cost_per_lead", "", "number", "month"),
    ]


def test_its_values_are_those_of_kpi_values(fresh: duckdb.DuckDBPyConnection) -> None:
    shown = fresh.execute(
        "select place, kpi_id, grain, count(*), sum(value) from kpi.scorecard_values group by all "
        "order by place"
    ).fetchall()
    for place, kpi, grain, count, total in shown:
        variant = "by_amount" if place == 2 else ""
        assert fresh.execute(
            "select count(*), sum(value) from kpi.kpi_values where kpi_id = ? and variant = ? "
            "and grain = ? and dimension = 'total'",
            [kpi, variant, grain],
        ).fetchall() == [(count, pytest.approx(total))]
    assert [row[:3] for row in shown] == [
        (1, "revenue", "week"),
        (2, "win_rate", "week"),
        (3, "cost_per_lead", "month"),
    ]


def test_the_use_of_a_kpi_names_every_place(fresh: duckdb.DuckDBPyConnection) -> None:
    def used(kpi: str) -> set[tuple[str, str, str]]:
        return set(
            fresh.execute(
                "select used_as, place, place_label from kpi.kpi_usage where kpi_id = ?", [kpi]
            ).fetchall()
        )

    assert used("revenue") == {
        ("scorecard", "board", "Board"),
        # An exposure of the company's own, in dbt's own words.
        ("exposure", "forecast_sheet", "The forecast sheet"),
        ("target", "product=p0 2025-01-01", "Head of sales"),
        ("guardrail", "target_attainment", "Target attainment"),
    }
    # That exposure reads a variant of it.
    assert ("exposure", "forecast_sheet", "The forecast sheet") in used("win_rate")
    nowhere = fresh.execute(
        "select kpi_id from kpi.kpi_usage where used_as = 'nowhere' and place = '' order by kpi_id"
    ).fetchall()
    assert [kpi for (kpi,) in nowhere] == [
        *("calls_made", "new_customers", "open_pipeline", "quota_attainment"),
        *("stage_conversion_rate", "target_attainment", "unique_visitors"),
    ]


def test_reviews_of_the_next_quarter_are_due(fresh: duckdb.DuckDBPyConnection) -> None:
    """As at 15 February 2026 the next quarter ends in June; the reviews are of September 2027."""
    rows = fresh.execute(
        "select distinct review_date, days_to_review, is_review_due from kpi.kpi_usage"
    ).fetchall()
    assert rows == [(date(2027, 9, 30), (date(2027, 9, 30) - date(2026, 2, 15)).days, False)]


def test_a_version_keeps_its_dates_and_what_was_released(
    fresh: duckdb.DuckDBPyConnection,
) -> None:
    rows = fresh.execute(
        """
        select
            kpi_id, version, valid_from, valid_until, is_current, change_en, formula_en,
            formula_hash
        from kpi.kpi_versions
        where kpi_id in ('calls_made', 'cold_calls', 'revenue')
        order by kpi_id
        """
    ).fetchall()
    first, log = date(2026, 11, 22), "First agreed definition."
    formula = "sum of the net amounts of won opportunities"
    assert rows == [
        ("calls_made", 1, first, None, True, log, "number of outbound calls", "0123456789ab"),
        # Released once, and no longer defined.
        ("cold_calls", 1, date(2025, 1, 1), None, False, None, "cold calls", None),
        ("revenue", 1, first, None, True, log, formula, None),
    ]


def test_a_review_that_comes_due_warns_and_stops_nothing(
    kpi_project: KpiProject, fresh_warehouse: Path, tmp_path: Path
) -> None:
    """The quarter after that of 1 April 2027 ends on 30 September, the day of the reviews."""
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copy(fresh_warehouse, warehouse)
    test = "review_not_due_kpi_catalog_review_date"
    for day, words in ((date(2027, 3, 31), "WARN=0"), (date(2027, 4, 1), "WARN=1")):
        chosen = json.dumps(kpi_project.variables(day))
        assert words in kpi_project.run(
            "dbt", warehouse, "test", "--select", test, "--vars", chosen
        )
