"""Which rows kpi_values has, and what each is compared with."""

from __future__ import annotations

import duckdb
import pytest

pytestmark = pytest.mark.e2e


def test_the_total_has_a_row_for_every_period(fresh: duckdb.DuckDBPyConnection) -> None:
    missing = fresh.execute(
        """
        select series.*, periods.grain, periods.period_start
        from (select distinct kpi_id, variant, grain from kpi.kpi_values) as series
        inner join marts.dim_periods as periods
            on periods.grain = series.grain and periods.period_end >= periods.history_from
        left join kpi.kpi_values as found
            on found.kpi_id = series.kpi_id and found.variant = series.variant
            and found.grain = series.grain and found.period_start = periods.period_start
            and found.dimension = 'total'
        where found.kpi_id is null
        """
    ).fetchall()
    assert missing == []


def test_a_member_has_a_row_when_it_its_previous_or_its_n1_period_was_active(
    fresh: duckdb.DuckDBPyConnection,
) -> None:
    # rep2 makes calls only on some days: its silence after one is a zero, later there is no row.
    rows = fresh.execute(
        """
        select kpis.period_start, kpis.value, kpis.previous_value, kpis.previous_year_value
        from kpi.kpi_values as kpis
        where kpi_id = 'meetings_held' and grain = 'day' and dimension = 'owner'
            and dimension_value = 'rep0'
        """
    ).fetchall()
    assert all(value or before or a_year_before for _, value, before, a_year_before in rows)
    assert any(value == 0 and before for _, value, before, _ in rows)


def test_comparisons_join_on_the_period(fresh: duckdb.DuckDBPyConnection) -> None:
    """As a BI tool may: the view is joined with itself, and must not take all of the memory."""
    fresh.execute("set memory_limit = '3GB'; set max_temp_directory_size = '0GB'")
    differing = fresh.execute(
        """
        select now.kpi_id, now.variant, now.grain, now.period_start, now.dimension_value
        from kpi.kpi_values as now
        inner join marts.dim_periods as periods
            on now.grain = periods.grain and now.period_start = periods.period_start
        inner join kpi.kpi_values as before
            on before.grain = now.grain and before.period_start = periods.previous_start
            and before.period_start >= periods.history_from
            and before.kpi_id = now.kpi_id and before.variant = now.variant
            and before.dimension = now.dimension and before.dimension_value = now.dimension_value
        inner join kpi.kpi_values as year_before
            on year_before.grain = now.grain
            and year_before.period_start = periods.previous_year_start
            and year_before.period_start >= periods.history_from
            and year_before.kpi_id = now.kpi_id and year_before.variant = now.variant
            and year_before.dimension = now.dimension
            and year_before.dimension_value = now.dimension_value
        where now.previous_value is distinct from before.value
            or now.previous_year_value is distinct from year_before.value
        """
    ).fetchall()
    assert differing == []


def test_nothing_is_compared_with_what_lies_before_the_data(
    fresh: duckdb.DuckDBPyConnection,
) -> None:
    rows = fresh.execute(
        """
        select previous_value, previous_year_value, change, change_pct, trend
        from kpi.kpi_values
        where grain = 'month' and dimension = 'total' and period_start = date '2025-01-01'
        """
    ).fetchall()
    assert rows
    assert set(rows) == {(None,) * 5}


def test_change_in_percent_of_zero_is_null(fresh: duckdb.DuckDBPyConnection) -> None:
    wrong = fresh.execute(
        """
        select count(*) from kpi.kpi_values
        where (previous_value = 0 and change_pct is not null) or isinf(change_pct)
        """
    ).fetchone()
    assert wrong == (0,)


@pytest.mark.parametrize(
    ("kpi", "variant", "first_open"),
    [
        ("calls_made", "", "2026-02-01"),
        # 60 days after 2025-12-31 is past 2026-02-15, 60 days after 2025-11-30 is not.
        ("mql_to_sql_rate", "", "2025-12-01"),
        ("mql_to_sql_rate", "period", "2026-02-01"),
        ("stage_conversion_rate", "", "2025-08-01"),
        ("stage_conversion_rate", "demo", "2025-08-01"),
    ],
)
def test_a_period_is_complete_once_it_and_its_window_have_ended(
    fresh: duckdb.DuckDBPyConnection, kpi: str, variant: str, first_open: str
) -> None:
    row = fresh.execute(
        """
        select min(period_start)::varchar from kpi.kpi_values
        where kpi_id = $1 and variant = $2 and grain = 'month' and not is_complete
        """,
        [kpi, variant],
    ).fetchone()
    assert row == (first_open,)


def test_every_row_says_why_it_has_no_status(fresh: duckdb.DuckDBPyConnection) -> None:
    rows = fresh.execute(
        """
        select distinct status, status_reason, status_reason_fr from kpi.kpi_values
        where target_value is null and kpi_id <> 'target_attainment'
            and status_reason not like '%; the history begins on 2025-01-01, within %'
        """
    ).fetchall()
    assert rows == [("none", "no target", "pas d'objectif")]
    silent = fresh.execute(
        """
        select count(*) from kpi.kpi_values
        where status is null or coalesce(status_reason, '') = ''
        """
    ).fetchone()
    assert silent == (0,)


def test_every_kpi_has_exactly_the_dimensions_and_grains_of_its_definition(
    fresh: duckdb.DuckDBPyConnection,
) -> None:
    promised = fresh.execute(
        "select kpi_id, dimensions, grains from kpi.kpi_catalog order by kpi_id"
    ).fetchall()
    assert len(promised) >= 20
    # Members appear when there is data; the fixture has some for all but campaigns of visitors.
    for kpi, dimensions, grains in promised:
        found = fresh.execute(
            "select distinct dimension, grain from kpi.kpi_values where kpi_id = $1", [kpi]
        ).fetchall()
        expected = {*dimensions.split(", "), "total"}
        assert {grain for _, grain in found} == set(grains.split(", ")), kpi
        assert {dimension for dimension, _ in found} >= expected - {"campaign"}, kpi
        assert {dimension for dimension, _ in found} <= expected, kpi


def test_no_figure_is_compared_with_every_other(fresh: duckdb.DuckDBPyConnection) -> None:
    """What BI reads joins by equality alone: millions of figures take seconds, not minutes."""
    [(_, plan)] = fresh.execute("explain (format json) select * from kpi.kpi_values").fetchall()
    assert "HASH_JOIN" in plan
    assert "NL_JOIN" not in plan and "NESTED_LOOP" not in plan
