"""The figures on the terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from orchestration.reporting.summary import (
    Figure,
    NothingPublishedError,
    amount,
    change,
    headline,
    lacking,
    period,
    read_figures,
    status,
    table,
)


def figure(unit: str, direction: str, value: float | None) -> Figure:
    return Figure("x", "X", unit, direction, "result", "month", date(2026, 10, 1), value, 1.0, 2.0)


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("count", 1234.0, "1,234"),
        ("money", 98765.4, "98,765 EUR"),
        ("rate", 0.1234, "12.3 %"),
        ("ratio", 3.14159, "3.14 x"),
        ("months", 11.472, "11.5 mo"),
        ("days", 61.25, "61.2 d"),
        ("hours", 4.0, "4.0 h"),
        ("score", 8.456, "8.46"),
        ("count", None, "-"),
    ],
)
def test_amounts_in_their_unit(unit: str, value: float | None, text: str) -> None:
    assert amount(value, unit, "EUR") == text


@pytest.mark.parametrize(
    ("unit", "direction", "value", "base", "text", "style"),
    [
        ("count", "higher_is_better", 12.0, 10.0, "+20.0 %", "green"),
        ("count", "higher_is_better", 8.0, 10.0, "-20.0 %", "red"),
        ("hours", "lower_is_better", 8.0, 10.0, "-20.0 %", "green"),
        ("days", "lower_is_better", 12.0, 10.0, "+20.0 %", "red"),
        ("rate", "higher_is_better", 0.25, 0.2, "+5.0 pt", "green"),
        ("count", "target_is_best", 12.0, 10.0, "+20.0 %", "dim"),
        ("count", "higher_is_better", 10.0, 10.0, "+0.0 %", "dim"),
        ("count", "higher_is_better", 5.0, 0.0, "new", "dim"),
        ("count", "higher_is_better", 5.0, None, "-", "dim"),
        ("count", "higher_is_better", None, 5.0, "-", "dim"),
    ],
)
def test_colour_is_the_good_direction(
    unit: str, direction: str, value: float | None, base: float | None, text: str, style: str
) -> None:
    shown = change(figure(unit, direction, value), base)
    assert (shown.plain, shown.style) == (text, style)


@pytest.mark.parametrize(
    ("reported", "text", "style"),
    [("green", "green", "green"), ("orange", "orange", "yellow"), ("none", "-", "dim")],
)
def test_status_in_its_colour(reported: str, text: str, style: str) -> None:
    shown = status(replace(figure("count", "higher_is_better", 1.0), status=reported))
    assert (shown.plain, shown.style) == (text, style)


def test_reads_the_last_complete_month_of_what_is_published(tmp_path: Path) -> None:
    published = tmp_path / "accord.duckdb"
    with duckdb.connect(str(published)) as connection:
        connection.execute(
            """
            create schema kpi;
            create table kpi.kpi_catalog as
            select * from (values
                ('revenue', 'Revenue', 'money', 'higher_is_better', 'result', null),
                ('calls_made', 'Calls made', 'count', 'higher_is_better', 'activity', null),
                ('web', 'Web', 'count', 'higher_is_better', 'efficiency', 'no source feeds it'),
                ('share', 'Share', 'rate', 'higher_is_better', 'result', null)
            ) as rows (kpi_id, label_en, unit, direction, family, inactive_reason);
            create table kpi.kpi_values as
            select * replace (cast(value as double) as value) from (values
                ('revenue', '', 'month', date '2026-09-01', 'total', true, 10.0),
                ('revenue', '', 'month', date '2026-10-01', 'total', true, 20.0),
                ('revenue', '', 'month', date '2026-11-01', 'total', false, 5.0),
                ('revenue', 'ads', 'month', date '2026-10-01', 'total', true, 7.0),
                ('revenue', '', 'month', date '2026-10-01', 'team', true, 8.0),
                ('revenue', '', 'year', date '2025-01-01', 'total', true, 99.0),
                ('share', '', 'quarter', date '2026-07-01', 'total', true, 0.4),
                ('share', '', 'year', date '2025-01-01', 'total', true, 0.5)
            ) as rows (kpi_id, variant, grain, period_start, dimension, is_complete, value);
            alter table kpi.kpi_values add column previous_value double default 10;
            alter table kpi.kpi_values add column target_value double default 25;
            alter table kpi.kpi_values add column status varchar default 'red';
            alter table kpi.kpi_values add column status_reason varchar default 'missed';
            alter table kpi.kpi_values add column previous_year_value double;
            """
        )
    figures = read_figures(published)
    assert [one.kpi_id for one in figures] == ["calls_made", "revenue", "share"]
    assert figures[0].value is None
    assert [period(one) for one in figures] == ["-", "2026-10", "2026-07 quarter"]
    # A company without the KPI, or a KPI without that name, leaves no gap.
    assert headline(figures, ["share", "web", "calls_made"]) == [figures[0], figures[2]]
    assert (figures[1].period_start, figures[1].value, figures[1].previous) == (
        date(2026, 10, 1),
        20.0,
        10.0,
    )
    console = Console(width=120, record=True, file=None, force_terminal=False, quiet=False)
    with console.capture() as captured:
        console.print(table(figures, "EUR"))
    assert (figures[1].target, figures[1].status) == (25.0, "red")
    assert "20 EUR" in captured.get()
    assert "25 EUR" in captured.get()
    assert "+100.0 %" in captured.get()


def test_a_figure_that_is_not_whole_is_marked_and_says_what_it_lacks(tmp_path: Path) -> None:
    published = tmp_path / "accord.duckdb"
    with duckdb.connect(str(published)) as connection:
        connection.execute(
            """
            create schema kpi;
            create table kpi.kpi_catalog as
            select *, 'money' as unit, 'higher_is_better' as direction, 'result' as family,
                null as inactive_reason
            from (values
                ('arr', 'ARR', 'no source feeds recurring lines'), ('margin', 'Margin', null),
                ('rate', 'Rate', null), ('revenue', 'Revenue', null), ('won', 'Won', null)
            ) as rows (kpi_id, label_en, missing_en);
            create table kpi.kpi_values as
            select *, '' as variant, 'month' as grain, 'total' as dimension, true as is_complete,
                date '2026-10-01' as period_start, 10.0 as previous_value, 10.0 as target_value,
                10.0 as previous_year_value
            from (values
                ('margin', 40.0, 'none', 'distrusted', 'cost of 2 of 9 lines not known; no target'),
                ('rate', 0.4, 'none', 'distrusted', 'cost of 2 of 9 lines not known; no target'),
                ('revenue', 60.0, 'green', 'partial', 'no exchange rate for CHF; reached'),
                ('won', 5.0, 'green', 'ok', 'reached'),
                ('arr', null, 'none', 'distrusted', 'no source feeds recurring lines')
            ) as rows (kpi_id, value, status, quality, status_reason);
            """
        )
    figures = read_figures(published)
    assert lacking(figures) == [
        "ARR: no source feeds recurring lines",
        "Margin, Rate: cost of 2 of 9 lines not known",
        "Revenue: no exchange rate for CHF; reached",
    ]
    console = Console(width=140, record=True, force_terminal=False)
    with console.capture() as captured:
        console.print(table(figures, "EUR"))
    shown = captured.get()
    assert "40 EUR !" in shown
    assert "60 EUR *" in shown
    assert "5 EUR " in shown and "5 EUR *" not in shown
    assert "leaves something out" in shown
    with console.capture() as captured:
        console.print(table([one for one in figures if one.quality == "ok"], "EUR"))
    assert "leaves something out" not in captured.get()


def test_nothing_published(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError, match="accord run"):
        read_figures(tmp_path / "accord.duckdb")


def test_a_damaged_publication_is_no_traceback(tmp_path: Path) -> None:
    damaged = tmp_path / "accord.duckdb"
    damaged.write_bytes(b"nothing")
    with pytest.raises(NothingPublishedError, match="accord doctor --repair"):
        read_figures(damaged)
