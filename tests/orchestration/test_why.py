"""`accord why`: one published figure with all that explains it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.company.settings import Settings
from orchestration.reporting.after_run import deliver
from orchestration.reporting.dictionary import DICTIONARY_FILE, dictionary_text
from orchestration.reporting.reports import RunReport
from orchestration.reporting.why import Asked, NoFigureError, explain, period_of
from orchestration.reporting.why_shown import page

OPPORTUNITIES: dict[str, Any] = {
    "mart": "fct_opportunities",
    "key": "opportunity_key",
    "day": "closed_on",
    "members": {"owner": "owner_key"},
    "counted": "(won_amount) <> 0",
    "condition": "",
    "rows": {},
}
COMPILED: list[dict[str, Any]] = [
    {"variant": "", "variant_column": None, "parts": [{"term": "value", **OPPORTUNITIES}]},
    {
        "variant": "p90",
        "variant_column": "type",
        "parts": [
            {
                "term": "value",
                **OPPORTUNITIES,
                "condition": "(is_won = 1)",
                "rows": {"is_<grain>_end": 1, "grain": "<grain>", "slice": "<dimension>"},
            }
        ],
    },
]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Revenue of October: wins of two sources, one without a rate, and a check that failed."""
    path = tmp_path / "accord.duckdb"
    _publish(path, 300.0)
    return path


def _publish(path: Path, october: float) -> None:
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema kpi; create schema marts")
        connection.execute(
            """
            create table kpi.kpi_catalog as select
                'revenue' as kpi_id, 'Revenue' as label_en, 'What was won.' as description_en,
                'sum of net amounts' as formula_en, 'day of closing' as counted_at_en,
                cast(null as varchar) as numerator_en, cast(null as varchar) as denominator_en,
                'money' as unit, 'p90: days' as variant_units, 2 as version,
                cast(null as varchar) as inactive_reason,
                'no source feeds the cost of deals' as missing_en;
            create table kpi.data_trust as select * from (values
                ('revenue', '*', 'marts.x.fresh', false, 'rows of Tuesday'),
                ('revenue', 'p90', 'marts.y.fresh', false, 'of another variant'),
                ('revenue', '*', 'marts.x.keys', true, '')
            ) as rows (kpi_id, variant, check_id, success, reason);
            create table marts.fct_refused_values as select * from (values
                ('files', 'opportunities', 'amount', 'not a number', 7),
                ('files', 'people', 'email', 'no address', 9)
            ) as rows (source, entity, field, reason, refused);
            create table kpi.kpi_coverage as select * from (values
                ('revenue', '', 'amounts_of_deals', 'opportunities', 'amount', 'hubspot', 40, 38,
                    0.95, date '2025-01-03', true, null),
                ('revenue', '', 'amounts_of_deals', 'opportunities', 'amount', 'files', 10, 10,
                    1.0, date '2025-01-05', true, null)
            ) as rows (kpi_id, variant, need, entity, field, source, row_count, filled_count,
                filled_share, since_on, is_fed, reason_en);
            create table marts.fct_opportunities as select * from (values
                ('hubspot:1', date '2026-10-01', 'anna', 100, 1, 'new', 1, 'month', 'total'),
                ('hubspot:2', date '2026-10-31', 'bob', 150, 1, 'new', 0, 'month', 'total'),
                ('files:a', date '2026-10-09', 'anna', 50, 1, 'old', 1, 'month', 'total'),
                ('files:b', date '2026-10-09', 'anna', 0, 1, 'old', 1, 'month', 'total'),
                ('files:c', date '2026-11-01', 'anna', 70, 1, 'old', 1, 'month', 'total')
            ) as rows (opportunity_key, closed_on, owner_key, won_amount, is_won, type,
                is_month_end, grain, slice)
            """
        )
        connection.execute(
            """
            create table kpi.kpi_values as
            select
                'revenue' as kpi_id, variant, grain, first as period_start, last as period_end,
                dimension, member as dimension_value, value, cast(null as double) as numerator,
                cast(null as double) as denominator, 250.0 as previous_value,
                cast(null as double) as previous_year_value, cast(null as double) as target_value,
                'none' as status, 'no exchange rate for CHF: 1 of 4 won deals left out' as
                status_reason, is_complete, 'distrusted' as quality, 0.25 as missing_share,
                80.0 as missing_amount
            from (values
                ('', 'month', date '2026-10-01', date '2026-10-31', 'total', 'total', $1, true),
                ('', 'month', date '2026-11-01', date '2026-11-30', 'total', 'total', 70.0, false),
                ('', 'day', date '2026-10-09', date '2026-10-09', 'total', 'total', 50.0, true),
                ('', 'year', date '2026-01-01', date '2026-12-31', 'total', 'total', 370.0, false),
                ('', 'month', date '2026-10-01', date '2026-10-31', 'owner', 'anna', 150.0, true),
                ('new:p90', 'month', date '2026-10-01', date '2026-10-31', 'total', 'total', 9.0,
                    true)
            ) as rows (variant, grain, first, last, dimension, member, value, is_complete)
            """,
            [october],
        )


def test_a_figure_is_explained_by_the_rows_of_each_source(published: Path, tmp_path: Path) -> None:
    """The last complete month by default; November still runs."""
    earlier = tmp_path / "20261101-x" / "accord.duckdb"
    _publish(earlier, 260.0)
    found = explain(published, earlier, COMPILED, Asked("revenue"))
    assert (found.figure["value"], found.place.start) == (300.0, date(2026, 10, 1))
    [rows] = found.rows
    assert dict(rows.by_source) == {"hubspot": 2, "files": 1}
    lines = page(found, "EUR", queries=True)
    assert lines[0] == "Revenue (revenue)"
    said = "\n".join(lines)
    for words in (
        "month from 2026-10-01 to 2026-10-31",
        "300 EUR",
        "none, distrusted: no exchange rate for CHF: 1 of 4 won deals left out",
        "sum of net amounts",
        "3 of marts.fct_opportunities: hubspot 2, files 1",
        "25.0 %, about 80 EUR",
        "7 of opportunities: not a number",
        "opportunities.amount: hubspot, 95.0 % of 40 rows, since 2025-01-03",
        "marts.x.fresh: rows of Tuesday",
        "1 passed, 1 failed",
        "was 260 EUR in 20261101-x: +40",
    ):
        assert words in said, words
    assert "no address" not in said
    with duckdb.connect(str(published), read_only=True) as connection:
        listed = connection.execute(lines[-1]).fetchall()
    assert {row[0] for row in listed} == {"hubspot:1", "hubspot:2", "files:a"}


@pytest.mark.parametrize(
    ("asked", "value", "by_source"),
    [
        (Asked("revenue", "2026-10", "owner", "anna"), 150.0, {"hubspot": 1, "files": 1}),
        (Asked("revenue", "2026-10-09"), 50.0, {"files": 1}),
        (Asked("revenue", "2026"), 370.0, {"hubspot": 2, "files": 2}),
        # Of the variant's member, at the end of the month, in total.
        (Asked("revenue", "2026-10", variant="new:p90"), 9.0, {"hubspot": 1}),
    ],
)
def test_a_member_a_period_and_a_variant_have_their_own_rows(
    published: Path, asked: Asked, value: float, by_source: dict[str, int]
) -> None:
    found = explain(published, None, COMPILED, asked)
    assert found.figure["value"] == value
    assert [dict(rows.by_source) for rows in found.rows] == [by_source]


def test_a_check_of_one_variant_is_behind_its_figures_alone(published: Path) -> None:
    of_all = explain(published, None, COMPILED, Asked("revenue"))
    of_variant = explain(published, None, COMPILED, Asked("revenue", "2026-10", variant="new:p90"))
    assert [check for check, _ in of_all.failed] == ["marts.x.fresh"]
    assert [check for check, _ in of_variant.failed] == ["marts.x.fresh", "marts.y.fresh"]
    assert (of_all.passed, of_variant.passed) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (Asked("revnue"), "did you mean revenue"),
        (Asked("revenue", variant="net"), "no variant 'net'; there are: '', new:p90"),
        (Asked("revenue", dimension="market", member="FR"), "no dimension 'market'; there are: "),
        (
            Asked("revenue", dimension="owner", member="eve"),
            "dimension_value 'eve'; there are: anna",
        ),
        (Asked("revenue", "2020-01"), "no figure of 2020-01; .*months from 2026-10-01 to"),
        (Asked("revenue", "October"), "'October' is no period; write 2026"),
        (Asked("revenue", "2026-13"), "is no period"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(
    published: Path, asked: Asked, message: str
) -> None:
    with pytest.raises(NoFigureError, match=message):
        explain(published, None, COMPILED, asked)


def test_periods_are_written_as_people_write_them() -> None:
    assert period_of("2026-Q3") == ("quarter", date(2026, 7, 1))
    assert period_of("2026-W01") == ("week", date(2025, 12, 29))


def test_a_publication_of_an_earlier_release_is_explained_without_its_coverage(
    published: Path,
) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute("drop table kpi.kpi_coverage")
        connection.execute("alter table kpi.kpi_values drop column quality")
        connection.execute("alter table kpi.data_trust drop column variant")
    said = "\n".join(page(explain(published, None, COMPILED, Asked("revenue")), "EUR"))
    assert "Made of" not in said
    assert "no publication before this one had the figure" in said


def test_the_dictionary_of_a_run_shows_who_fills_what(published: Path) -> None:
    text = dictionary_text(published)
    assert "## Revenue (`revenue`, version 2)" in text
    assert "**Lacks:** no source feeds the cost of deals" in text
    assert "| opportunities.amount |  | hubspot | 40 | 95.0% | 2025-01-03 |" in text
    with duckdb.connect(str(published)) as connection:
        connection.execute("update kpi.kpi_coverage set is_fed = false where source = 'files'")
    assert "| **opportunities.amount: not fed** |  | files | 10 | 100.0% | 2025-01-05 |" in (
        dictionary_text(published)
    )


@pytest.mark.parametrize("is_published", [True, False])
def test_a_publication_writes_its_dictionary_beside_the_report(
    tmp_path: Path, is_published: bool
) -> None:
    settings = Settings(data_dir=tmp_path)
    _publish(settings.published_dir / "accord.duckdb", 300.0)
    ended = ("daily", None, "SUCCESS", None, None, (), ())
    deliver(settings, RunReport("run-1", *ended, published=is_published))
    written = settings.reports_dir / DICTIONARY_FILE
    assert written.is_file() == is_published
    assert not is_published or "## Revenue" in written.read_text(encoding="utf-8")
