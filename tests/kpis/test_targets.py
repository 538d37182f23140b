"""Targets by hand: paths, amounts per month, guardrails, refusals, attainment, benchmarks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.kpis.conftest import AS_OF, KpiProject

pytestmark = pytest.mark.e2e

SINCE, UNTIL = "2025-01-01", "2025-12-31"

#: (kpi, dimension, member, baseline, target, start, due, owner, path, guardrail, minimum).
SHEET: list[tuple[Any, ...]] = [
    # Accepted.
    ("deals_won", "total", "total", 31, 62, SINCE, UNTIL, "ann@us.example", "linear", None, None),
    ("win_rate", "total", "", 0.3, 0.6, SINCE, UNTIL, "Sales", "stepped", "deals_won", 1),
    ("win_rate", "total", "", 0.3, 0.6, SINCE, UNTIL, "Sales", "stepped", "average_deal_size", 1e6),
    ("win_rate", "owner", "Rep0@us.example", 0.1, 0.1, SINCE, SINCE, "Ann", None, "deals_won", 0),
    ("sales_cycle_days", "total", "total", 40, 1, SINCE, UNTIL, "Ann", "linear", None, None),
    # From July on this one holds instead of the one above it.
    ("average_deal_size", "total", "total", 1, 1, SINCE, UNTIL, "Ann", "linear", None, None),
    (
        "average_deal_size",
        "total",
        "total",
        900,
        1e6,
        "2025-07-01",
        UNTIL,
        "Ann",
        "linear",
        None,
        None,
    ),
    # Of a year that runs.
    ("revenue", "total", "", 300, 400, "2026-01-01", "2026-12-31", "Ann", "linear", None, None),
    ("revenue", "team", "team0", 195, 445, "2026-01-01", "2026-12-31", "Ann", "", None, None),
    ("revenue", "team", "team1", 400, 450, "2026-01-01", "2026-12-31", "Ann", "", None, None),
    # Refused.
    ("margin_of_error", "total", "total", 1, 2, SINCE, UNTIL, "Ann", "linear", None, None),
    ("win_rate:adjusted", "total", "", 0.3, 0.6, SINCE, UNTIL, "Ann", "linear", None, None),
    ("calls_made", "total", "total", 1, 2, SINCE, UNTIL, "Ann", "linear", None, None),
    ("leads_generated", "total", "total", None, 2, SINCE, UNTIL, "Ann", "linear", None, None),
    ("leads_generated", "team", "team0", 1, None, SINCE, UNTIL, "Ann", "linear", None, None),
    ("leads_generated", "team", "team1", 1, 2, SINCE, None, "Ann", "linear", None, None),
    ("leads_generated", "owner", "rep0", 1, 2, SINCE, UNTIL, None, "linear", None, None),
    ("leads_generated", "owner", "rep1", 1, 2, UNTIL, SINCE, "Ann", "linear", None, None),
    ("leads_generated", "product", "p0", 1, 2, SINCE, UNTIL, "Ann", "linear", None, None),
    ("leads_generated", "market", "FR", 1, 2, SINCE, UNTIL, "Ann", "curved", None, None),
    ("leads_generated", "market", "DE", 1, 2, SINCE, UNTIL, "Ann", "linear", "no_such_kpi", 1),
    ("leads_generated", "channel", "email", 1, 2, SINCE, UNTIL, "Ann", "linear", "win_rate", None),
    ("sqls", "total", "total", 1, 2, SINCE, UNTIL, "Ann", "linear", None, None),
    ("sqls", "total", "total", 1, 3, SINCE, UNTIL, "Ann", "linear", "win_rate", 0.1),
]
REFUSED = {
    ("margin_of_error", "total"): "no KPI is called margin_of_error",
    ("win_rate:adjusted", "total"): "never a target",
    ("calls_made", "total"): "an input",
    ("leads_generated", "total"): "no baseline",
    ("leads_generated", "team0"): "no target value",
    ("leads_generated", "team1"): "no date",
    ("leads_generated", "rep0"): "no owner",
    ("leads_generated", "rep1"): "due before it starts",
    ("leads_generated", "p0"): "not computed by product",
    ("leads_generated", "FR"): "no such path",
    ("leads_generated", "DE"): "no guardrail is called no_such_kpi",
    ("leads_generated", "email"): "a guardrail without a minimum",
    ("sqls", "total"): "given twice with other figures",
}


def literal(value: Any) -> str:
    return "null" if value is None else repr(value) if isinstance(value, str) else str(value)


def sheet(rows: list[tuple[Any, ...]]) -> str:
    return ", ".join(f"({', '.join(map(literal, row))})" for row in rows)


@pytest.fixture(scope="module")
def targeted(
    kpi_project: KpiProject, fresh_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The fixture's warehouse after the sheet above was filled in."""
    warehouse = tmp_path_factory.mktemp("targeted") / "warehouse.duckdb"
    shutil.copy(fresh_warehouse, warehouse)
    kpi_project.build(warehouse, targets_sheet=sheet(SHEET))
    return warehouse


Rows = list[tuple[Any, ...]]


@pytest.fixture
def asked(targeted: Path) -> Callable[[str], Rows]:
    def ask(sql: str) -> Rows:
        with duckdb.connect(str(targeted), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return ask


def figure(kpi: str, grain: str, start: str, columns: str, member: str = "total") -> str:
    return (
        f"select {columns} from kpi.kpi_values where kpi_id = '{kpi}' and variant = '' "
        f"and grain = '{grain}' and period_start = date '{start}' and dimension_value = '{member}'"
    )


def test_what_is_no_target_is_refused_with_its_reason(asked: Callable[[str], Rows]) -> None:
    rows = asked("select kpi_id, dimension_value, refused_reason from kpi.kpi_targets_refused")
    assert {row[:2] for row in rows} == set(REFUSED)
    # Both rows of the contradicting pair are there.
    assert len(rows) == len(REFUSED) + 1
    for kpi, member, reason in rows:
        assert REFUSED[kpi, member] in reason, (kpi, member)


def test_accepted_targets_name_their_owner_and_member_by_work_name(
    asked: Callable[[str], Rows],
) -> None:
    rows = asked(
        "select kpi_id, dimension_value, start_on, owner, path, guardrail_count "
        "from kpi.kpi_targets order by all"
    )
    january, july = date(2025, 1, 1), date(2025, 7, 1)
    by_team = ("team0", "team1", "total")
    assert rows == [
        ("average_deal_size", "total", january, "Ann", "linear", 0),
        ("average_deal_size", "total", july, "Ann", "linear", 0),
        ("deals_won", "total", january, "Ann Lee", "linear", 0),
        *(("revenue", who, date(2026, 1, 1), "Ann", "linear", 0) for who in by_team),
        ("sales_cycle_days", "total", january, "Ann", "linear", 0),
        ("win_rate", "rep0", january, "Ann", "linear", 1),
        ("win_rate", "total", january, "Sales", "stepped", 2),
    ]


def won_by_month() -> dict[tuple[int, int], list[int]]:
    """The deals of the fixture (fct_opportunities.sql) that are won by AS_OF, by month."""
    found: dict[tuple[int, int], list[int]] = {}
    for deal in range(0, 90, 3):
        closed_on = date(2025, 1, 6) + timedelta(days=deal * 11 % 420)
        if closed_on <= AS_OF:
            found.setdefault((closed_on.year, closed_on.month), []).append(deal)
    return found


def test_a_target_outside_all_of_the_history_is_accepted_with_a_warning(
    asked: Callable[[str], Rows],
) -> None:
    """Complete months: January 2025 to January 2026. Rep 0 wins every deal that is closed."""
    months = [(2025, month) for month in range(1, 13)] + [(2026, 1)]
    counts = [len(won_by_month().get(month, [])) for month in months]
    sizes = [
        sum(100 + deal for deal in deals) / len(deals)
        for month in months
        if (deals := won_by_month().get(month))
    ]
    rows = asked(
        "select kpi_id, dimension_value, start_on, warning, warning_fr from kpi.kpi_targets"
    )
    said = {row[:3]: row[3:] for row in rows}
    english, french = said["deals_won", "total", date(2025, 1, 1)]
    least, most = min(counts), max(counts)
    assert most < 62
    assert english == (
        "outside all of the history: no complete month had such a value, they lie between "
        f"{least}.0 and {most}.0"
    )
    assert f"elles vont de {least},0 à {most},0" in french
    dear = said["average_deal_size", "total", date(2025, 7, 1)]
    assert f"between {min(sizes):.0f} EUR and {max(sizes):.0f} EUR" in dear[0]
    # A rate below all that was: the rep had 100 % whenever there was a deal.
    assert "between 100.0 % and 100.0 %" in said["win_rate", "rep0", date(2025, 1, 1)][0]
    # Half of the closed deals are won: 0.6 is in between what single months had.
    assert said["win_rate", "total", date(2025, 1, 1)] == (None, None)


def test_a_volume_is_asked_the_sum_over_its_working_days(asked: Callable[[str], Rows]) -> None:
    """31 a month rising to 62 over 364 days: on day d, 31 + 31 d / 364, a share of the month.

    January 2025 has 23 working days, March 21, April 22.
    """
    path = [31 + 31 * day / 364 for day in range(365)]
    day = asked(figure("deals_won", "day", "2025-01-02", "baseline_value, target_value"))
    assert day == [(pytest.approx(31 / 23), pytest.approx(path[1] / 23))]
    # The first is a Wednesday: Monday the 6th is the sixth day.
    working = [day for day in range(31) if (day + 2) % 7 < 5]
    assert len(working) == 23
    january = asked(figure("deals_won", "month", "2025-01-01", "baseline_value, target_value"))
    whole = sum(path[day] for day in working) / 23
    assert january == [(pytest.approx(31.0), pytest.approx(whole))]
    # A week of two months: Monday 31 March, and four days of April.
    week = asked(figure("deals_won", "week", "2025-03-31", "target_value"))
    assert week == [(pytest.approx(path[89] / 21 + sum(path[90:94]) / 22),)]
    months = asked(
        "select sum(target_value) from kpi.kpi_values where kpi_id = 'deals_won' and variant = '' "
        "and grain = 'month' and dimension = 'total' and period_start < date '2026-01-01'"
    )
    year = asked(figure("deals_won", "year", "2025-01-01", "target_value"))
    assert year == [(pytest.approx(months[0][0]),)]


def test_on_a_day_off_nothing_is_asked(asked: Callable[[str], Rows]) -> None:
    columns = "target_value, target_attainment, status, status_reason"
    saturday = asked(figure("deals_won", "day", "2025-02-15", columns))
    assert saturday == [(None, None, "none", "no target")]


def test_a_period_that_a_target_does_not_cover_has_none(asked: Callable[[str], Rows]) -> None:
    nothing = [(None, None, "none", "no target")]
    columns = "baseline_value, target_value, status, status_reason"
    assert asked(figure("deals_won", "month", "2026-01-01", columns)) == nothing
    # 2024-12-30 to 2025-01-05: two of its days come before the target.
    [(*none, reason)] = asked(figure("deals_won", "week", "2024-12-30", columns))
    assert none == [None, None, "none"] and reason.startswith("no target; the history begins")
    assert asked(figure("win_rate", "month", "2026-01-01", columns)) == nothing


def test_a_stepped_path_rises_at_each_month_end(asked: Callable[[str], Rows]) -> None:
    """Twelve equal steps from 0.3 to 0.6; the value asked is that of the period's last day."""
    for grain, start, steps in (
        ("day", "2025-01-30", 0),
        ("day", "2025-01-31", 1),
        ("month", "2025-03-01", 3),
        ("quarter", "2025-04-01", 6),
        ("year", "2025-01-01", 12),
    ):
        found = asked(figure("win_rate", grain, start, "baseline_value, target_value"))
        assert found == [(0.3, pytest.approx(0.3 + 0.3 * steps / 12))], (grain, start)


def test_the_target_that_started_last_holds(asked: Callable[[str], Rows]) -> None:
    june = asked(figure("average_deal_size", "month", "2025-06-01", "target_value"))
    december = asked(figure("average_deal_size", "month", "2025-12-01", "target_value"))
    assert (june, december) == ([(1.0,)], [(1e6,)])


def test_status_tells_the_path_the_tolerance_and_the_direction(
    asked: Callable[[str], Rows],
) -> None:
    """Green at or past the path, orange within a tenth of the whole way, else red."""
    rows = asked(
        """
        select kpi_id, value, target_value, status, status_reason from kpi.kpi_values
        where target_value is not null and variant = '' and value is not null
            and kpi_id in ('deals_won', 'sales_cycle_days') and dimension = 'total'
            and grain in ('month', 'quarter')
        """
    )
    assert {row[0] for row in rows} == {"deals_won", "sales_cycle_days"}
    for kpi, value, target, status, reason in rows:
        better = value - target if kpi == "deals_won" else target - value
        # The whole way is 31 a month (three in a quarter), and 39 days.
        slack = 3.9 if kpi == "sales_cycle_days" else 3.1 if target < 80 else 9.3
        expected = "green" if better >= 0 else "orange" if better >= -slack else "red"
        assert status == expected, (kpi, value, target)
        word = {"green": "reached", "orange": "within the tolerance", "red": "missed"}[expected]
        assert word in reason


@pytest.mark.parametrize(
    ("member", "baseline", "target", "value", "status", "words", "words_fr"),
    [
        ("total", 300, 400, 616, "green", "on pace: ", "dans le rythme : "),
        ("team0", 195, 445, 308, "orange", "just behind pace: ", "juste sous le rythme : "),
        ("team1", 400, 450, 308, "red", "behind pace: ", "sous le rythme : "),
    ],
)
def test_a_running_period_is_judged_by_pace(
    asked: Callable[[str], Rows],
    member: str,
    baseline: float,
    target: float,
    value: float,
    status: str,
    words: str,
    words_fr: str,
) -> None:
    """The first quarter of 2026 on 15 February: of 22 + 20 + 22 working days, 22 + 10 have gone.

    Target and tolerance, a tenth of the way, scale by the same share.
    """
    first, lengths = date(2026, 1, 1), (22, 20, 22)
    due = whole = 0.0
    for offset in range(90):
        day = first + timedelta(days=offset)
        if day.weekday() < 5:
            asks = baseline + (target - baseline) * offset / 364
            whole += asks / lengths[day.month - 1]
            due += asks / lengths[day.month - 1] * (day <= AS_OF)
    gone = due / whole
    slack = 0.1 * 3 * (target - baseline) * gone
    expected = "green" if value >= due else "orange" if value >= due - slack else "red"
    assert expected == status
    columns = "value, target_value, status, status_reason, status_reason_fr"
    [row] = asked(figure("revenue", "quarter", "2026-01-01", columns, member))
    shares = f"{100 * value / whole:.0f} %", f"{100 * gone:.0f} %"
    assert row == (
        value,
        pytest.approx(whole),
        status,
        f"{words}{shares[0]} reached after {shares[1]} of the working days; "
        "the period is still running",
        f"{words_fr}{shares[0]} atteints après {shares[1]} des jours ouvrés; période en cours",
    )


def test_a_guardrail_below_its_minimum_is_never_green(asked: Callable[[str], Rows]) -> None:
    """The deal size would have to be a million: what reaches its target is orange, and says why."""
    rows = asked(
        """
        select value >= target_value, status, status_reason, status_reason_fr
        from kpi.kpi_values
        where kpi_id = 'win_rate' and dimension = 'total' and variant = '' and grain = 'day'
            and target_value is not null and value is not null
        """
    )
    reached = [row for row in rows if row[0]]
    assert reached
    for is_reached, status, english, french in rows:
        assert status == ("orange" if is_reached else "red")
        assert not is_reached or "guardrail average_deal_size at " in english
        assert not is_reached or "garde-fou average_deal_size" in french


def test_a_target_due_on_its_first_day_asks_for_all_of_it(asked: Callable[[str], Rows]) -> None:
    assert asked(figure("win_rate", "day", "2025-01-01", "target_value", "rep0")) in ([], [(0.1,)])


def test_attainment_is_value_over_target_and_the_reverse_where_lower_is_better(
    asked: Callable[[str], Rows],
) -> None:
    rows = asked(
        """
        select
            kpi.kpi_id, kpi.value, kpi.target_value, kpi.target_attainment,
            attained.value, attained.numerator, attained.denominator
        from kpi.kpi_values as kpi
        inner join kpi.kpi_values as attained
            on attained.kpi_id = 'target_attainment' and attained.variant = kpi.kpi_id
            and attained.grain = kpi.grain and attained.period_start = kpi.period_start
            and attained.dimension = kpi.dimension
            and attained.dimension_value = kpi.dimension_value
        where kpi.variant = '' and kpi.target_value is not null and kpi.value is not null
        """
    )
    assert {row[0] for row in rows} == {
        "average_deal_size",
        "deals_won",
        "revenue",
        "sales_cycle_days",
        "win_rate",
    }
    for kpi, value, target, beside, attained, top, bottom in rows:
        terms = (target, value) if kpi == "sales_cycle_days" else (value, target)
        assert (top, bottom) == pytest.approx(terms)
        expected = None if terms[1] == 0 else pytest.approx(terms[0] / terms[1])
        assert (attained, beside) == (expected, expected)


def test_figures_of_different_kpis_are_never_put_together(asked: Callable[[str], Rows]) -> None:
    assert (
        asked("select 1 from kpi.kpi_values where kpi_id = 'target_attainment' and variant = ''")
        == []
    )


def test_attainment_is_judged_by_its_thresholds(asked: Callable[[str], Rows]) -> None:
    rows = asked(
        """
        select value, status from kpi.kpi_values
        where kpi_id = 'target_attainment' and value is not null
        """
    )
    assert rows
    for value, status in rows:
        assert status == ("green" if value >= 1 else "orange" if value >= 0.9 else "red")


def test_an_open_period_says_so(asked: Callable[[str], Rows]) -> None:
    rows = asked(
        """
        select distinct is_complete, contains(status_reason, 'the period is still running')
        from kpi.kpi_values where kpi_id = 'target_attainment' and value is not null
        """
    )
    assert set(rows) <= {(True, False), (False, True)}


def test_a_benchmark_holds_from_its_day_on_for_the_overall_figure(
    asked: Callable[[str], Rows],
) -> None:
    rows = asked(
        """
        select distinct period_start, dimension, benchmark_value from kpi.kpi_values
        where kpi_id = 'win_rate' and variant = '' and grain = 'month'
            and dimension in ('total', 'market')
            and period_start in (date '2025-01-01', date '2025-06-01', date '2025-07-01')
        order by all
        """
    )
    by = {(start.month, dimension): value for start, dimension, value in rows}
    # 0.0 from 2025-01-15, 0.1 from 2025-07-14 on.
    assert by == {
        (1, "total"): 0.0,
        (6, "total"): 0.0,
        (7, "total"): 0.1,
        (1, "market"): None,
        (6, "market"): None,
        (7, "market"): None,
    }


def test_annotations_are_beside_the_value_without_an_address(
    asked: Callable[[str], Rows],
) -> None:
    rows = asked("select kpi_id, grain, period_start, text_fr, author from kpi.kpi_annotations")
    assert rows == [("revenue", "month", date(2025, 8, 1), "Août est faible.", "Ann Lee")]


def test_a_trend_is_a_change_beyond_the_usual_variation(asked: Callable[[str], Rows]) -> None:
    """By plain Python: against the sample deviation of the changes of twelve periods before."""
    import statistics

    rows = asked(
        """
        select value, previous_value, trend from kpi.kpi_values
        where kpi_id = 'calls_made' and variant = '' and grain = 'week' and dimension = 'total'
        order by period_start
        """
    )
    changes: list[float | None] = [
        None if value is None or before is None else value - before for value, before, _ in rows
    ]
    seen = set()
    for place, (change, (_, _, trend)) in enumerate(zip(changes, rows, strict=True)):
        earlier = [one for one in changes[max(0, place - 12) : place] if one is not None]
        usual = statistics.stdev(earlier) if len(earlier) >= 6 else 0.0
        expected = None
        if change is not None:
            expected = "up" if change > usual else "down" if change < -usual else "flat"
        assert trend == expected, place
        seen.add(trend)
    assert seen == {None, "up", "down", "flat"}
