"""Figures of kpi_values equal what plain Python counts over the same marts."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

pytestmark = pytest.mark.e2e

GRAINS = ("day", "week", "month", "quarter", "year")
Row = dict[str, Any]


def period_start(day: date, grain: str) -> date:
    if grain == "day":
        return day
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "month":
        return day.replace(day=1)
    return date(day.year, {"quarter": 3 * ((day.month - 1) // 3) + 1, "year": 1}[grain], 1)


def rows_of(connection: duckdb.DuckDBPyConnection, fact: str) -> list[Row]:
    found = connection.execute(f"select * from marts.{fact}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def figures_of(
    connection: duckdb.DuckDBPyConnection, kpi: str, variant: str, grain: str, dimension: str
) -> dict[tuple[date, str], float | None]:
    found = connection.execute(
        """
        select period_start, dimension_value, value from kpi.kpi_values
        where kpi_id = $1 and variant = $2 and grain = $3 and dimension = $4
        """,
        [kpi, variant, grain, dimension],
    ).fetchall()
    return {(start, member): value for start, member, value in found}


def ratio(top: Callable[[Row], float], bottom: Callable[[Row], float]) -> Callable[..., Any]:
    def of(rows: list[Row]) -> float | None:
        below = sum(bottom(row) for row in rows)
        return sum(top(row) for row in rows) / below if below else None

    return of


def number(column: str) -> Callable[[Row], float]:
    return lambda row: float(row[column] or 0)


def new(column: str) -> Callable[[Row], float]:
    return lambda row: float(row[column]) if row["type"] == "new" else 0.0


def total(column: str) -> Callable[[list[Row]], float]:
    return lambda rows: sum(float(row[column] or 0) for row in rows)


def median(column: str) -> Callable[[list[Row]], float | None]:
    def of(rows: list[Row]) -> float | None:
        known = [float(row[column]) for row in rows if row[column] is not None]
        return statistics.median(known) if known else None

    return of


def p90(column: str) -> Callable[[list[Row]], float | None]:
    def of(rows: list[Row]) -> float | None:
        known = sorted(float(row[column]) for row in rows if row[column] is not None)
        if not known:
            return None
        place = 0.9 * (len(known) - 1)
        below = int(place)
        above = min(below + 1, len(known) - 1)
        return known[below] + (place - below) * (known[above] - known[below])

    return of


CASES: list[tuple[str, str, str, str, Callable[[list[Row]], float | None]]] = [
    ("calls_made", "", "fct_activities", "occurred_on", total("is_outbound_call")),
    ("leads_generated", "", "fct_funnel_stages", "reached_on", total("is_lead")),
    (
        "mql_to_sql_rate",
        "",
        "fct_funnel_stages",
        "reached_on",
        ratio(number("is_sql_in_window"), number("is_mql")),
    ),
    (
        "mql_to_sql_rate",
        "period",
        "fct_funnel_stages",
        "reached_on",
        ratio(number("is_sql"), number("is_mql")),
    ),
    ("revenue", "", "fct_order_lines", "closed_on", total("won_amount")),
    (
        "win_rate",
        "",
        "fct_opportunities",
        "closed_on",
        ratio(number("is_won"), number("is_closed")),
    ),
    (
        "win_rate",
        "new",
        "fct_opportunities",
        "closed_on",
        ratio(new("is_won"), new("is_closed")),
    ),
    (
        "average_deal_size",
        "",
        "fct_opportunities",
        "closed_on",
        ratio(number("won_amount"), number("is_won")),
    ),
    (
        "sales_cycle_days",
        "",
        "fct_opportunities",
        "closed_on",
        ratio(number("cycle_days"), number("is_cycle")),
    ),
    ("sales_cycle_days", "median", "fct_opportunities", "closed_on", median("cycle_days")),
    ("sales_cycle_days", "p90", "fct_opportunities", "closed_on", p90("cycle_days")),
    ("first_response_hours", "", "fct_tickets", "first_reply_on", median("first_response_hours")),
    (
        "first_response_hours",
        "p90_business",
        "fct_tickets",
        "first_reply_on",
        p90("first_response_business_hours"),
    ),
    (
        "customer_satisfaction_score",
        "",
        "fct_survey_answers",
        "answered_on",
        ratio(number("is_satisfied"), number("is_csat")),
    ),
]


@pytest.mark.parametrize("dimension", ["total", "owner", "channel"])
@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_figures_are_those_of_the_facts(
    fresh: duckdb.DuckDBPyConnection, case: tuple[Any, ...], grain: str, dimension: str
) -> None:
    kpi, variant, fact, time, compute = case
    cells: dict[tuple[date, str], list[Row]] = defaultdict(list)
    for row in rows_of(fresh, fact):
        if row[time] is not None and row[time] <= date(2026, 2, 15):
            member = "total" if dimension == "total" else row[f"{dimension}_key"]
            cells[period_start(row[time], grain), member].append(row)
    found = figures_of(fresh, kpi, variant, grain, dimension)
    assert found
    empty = compute([])
    for cell, value in found.items():
        expected = compute(cells[cell]) if cell in cells else empty
        assert value == (None if expected is None else pytest.approx(expected, abs=1e-9)), cell
    active = {cell for cell, rows in cells.items() if compute(rows)}
    assert active <= found.keys()


@pytest.mark.parametrize("grain", GRAINS)
def test_a_stock_is_that_of_the_last_day_even_when_nothing_is_open(
    fresh: duckdb.DuckDBPyConnection, grain: str
) -> None:
    by_day: dict[date, float] = defaultdict(float)
    for row in rows_of(fresh, "fct_opportunity_days"):
        by_day[row["day_on"]] += float(row["amount_reporting"])
    ends = fresh.execute(
        "select period_start, least(period_end, $1) from marts.dim_periods where grain = $2",
        [date(2026, 2, 15), grain],
    ).fetchall()
    found = figures_of(fresh, "open_pipeline", "", grain, "total")
    assert found == {(start, "total"): by_day[end] for start, end in ends}
    assert 0 in found.values() or grain == "year"


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("dimension", ["total", "channel", "market"])
def test_visitors_are_those_that_the_vendor_counted_for_the_period_and_slice(
    fresh: duckdb.DuckDBPyConnection, grain: str, dimension: str
) -> None:
    expected = {
        (
            row["period_start_on"],
            "total" if dimension == "total" else row[f"{dimension}_key"],
        ): row["visitors"]
        for row in rows_of(fresh, "fct_web")
        if row["grain"] == grain and row["slice"] == dimension
    }
    assert figures_of(fresh, "unique_visitors", "", grain, dimension) == expected


def test_members_of_an_additive_kpi_add_up_to_the_total(fresh: duckdb.DuckDBPyConnection) -> None:
    differing = fresh.execute(
        """
        with sums as (
            select kpi_id, variant, grain, period_start, dimension, sum(value) as value
            from kpi.kpi_values
            where kpi_id in ('calls_made', 'meetings_held', 'leads_generated', 'mqls', 'sqls',
                'revenue', 'deals_won', 'new_customers', 'open_pipeline')
            group by all
        )
        select members.*, totals.value from sums as members
        inner join sums as totals using (kpi_id, variant, grain, period_start)
        where totals.dimension = 'total' and abs(members.value - totals.value) > 1e-9
        """
    ).fetchall()
    assert differing == []


def test_ratios_are_numerator_over_denominator(fresh: duckdb.DuckDBPyConnection) -> None:
    differing = fresh.execute(
        """
        select * from kpi.kpi_values
        where denominator is not null
            and value is distinct from numerator / nullif(denominator, 0)
        """
    ).fetchall()
    assert differing == []


def test_stages_are_variants_and_all_of_them_are_the_figure_without_one(
    fresh: duckdb.DuckDBPyConnection,
) -> None:
    rows = fresh.execute(
        """
        select variant, sum(numerator), sum(denominator) from kpi.kpi_values
        where kpi_id = 'stage_conversion_rate' and dimension = 'total' and grain = 'year'
        group by variant
        """
    ).fetchall()
    found = {variant: (top, bottom) for variant, top, bottom in rows}
    assert set(found) == {"", "demo", "proposal"}
    assert found[""] == tuple(map(sum, zip(found["demo"], found["proposal"], strict=True)))
