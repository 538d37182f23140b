"""The workbook and CSV of a scorecard: what is in them, and when they are written again."""

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from publishing.spreadsheets import neutral, write_spreadsheets


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("""
        create schema kpi;
        create table kpi.scorecards as select * from (values
            ('executive', 'Executive scorecard', 1, 'win_rate', '', 'month'),
            ('executive', 'Executive scorecard', 2, 'revenue', '', 'month'),
            ('sdr', 'SDR scorecard', 1, 'revenue', '', 'month')
        ) as scorecards (scorecard, label_en, place, kpi_id, variant, grain);
        create table kpi.kpi_totals as select
            *, null::double as previous_value, 0.5 as change_pct,
            null::double as previous_year_value, null::double as change_previous_year_pct,
            null::double as target_value, null::double as target_attainment, 'none' as status,
            'bon' as status_reason_fr
        from (values
            ('revenue', '', 'month', date '2026-11-01', 12.5::double, false, 'Revenue', 'CA',
                'money', '#,##0', '=cmd()'),
            ('revenue', '', 'month', date '2026-10-01', 10.0::double, true, 'Revenue', 'CA',
                'money', '#,##0', 'fine'),
            ('revenue', '', 'month', date '2026-09-01', 9.0::double, true, 'Revenue', 'CA',
                'money', '#,##0', 'fine'),
            ('win_rate', '', 'month', date '2026-10-01', 0.25::double, true, 'Win rate', 'Taux',
                'rate', '0.0%', 'fine')
        ) as figures (
            kpi_id, variant, grain, period_start, value, is_complete, variant_label_en,
            variant_label_fr, unit, format, status_reason
        );
    """)
    return connection


def test_a_workbook_has_the_latest_figures_and_their_history_in_both_languages(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    assert write_spreadsheets(connection, tmp_path, None) == ["executive", "sdr"]
    book = load_workbook(tmp_path / "workbooks/executive.xlsx")
    assert book.sheetnames == ["Now", "Maintenant", "History", "Historique"]
    now = [[cell.value for cell in row] for row in book["Now"].iter_rows(min_row=2)]
    # The KPI of the first place first; of revenue the month that runs and the last complete one.
    assert [(row[0], row[3].date(), row[4], row[13]) for row in now] == [
        ("Win rate", date(2026, 10, 1), 0.25, True),
        ("Revenue", date(2026, 11, 1), 12.5, False),
        ("Revenue", date(2026, 10, 1), 10, True),
    ]
    assert [row[0].value for row in book["Maintenant"].iter_rows(min_row=2)] == ["Taux", "CA", "CA"]
    assert book["History"].max_row == 5
    assert book["Now"]["E2"].number_format == "0.0%"
    assert book["Now"]["E3"].number_format == "#,##0"
    assert book["Now"]["G3"].number_format == "0.0%"
    # What looks like a formula is a text.
    assert (book["Now"]["M3"].value, book["Now"]["M3"].data_type) == ("'=cmd()", "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1"])
def test_a_text_is_never_a_formula(text: str) -> None:
    assert neutral(text) == f"'{text}"


def test_what_a_workbook_can_not_hold_is_left_out() -> None:
    assert neutral("a\x07b") == "ab"
    assert neutral("\x00=1") == "'=1"


def test_figures_and_other_texts_are_left_alone() -> None:
    assert [neutral(one) for one in (-1.5, None, True, "A - B", "1=1")] == [
        -1.5, None, True, "A - B", "1=1",
    ]  # fmt: skip


def test_csv_opens_in_excel_of_either_language(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    write_spreadsheets(connection, tmp_path, None)
    english = tmp_path / "workbooks/csv-en/sdr.csv"
    french = tmp_path / "workbooks/csv-fr/sdr.csv"
    assert english.read_bytes().startswith(b"\xef\xbb\xbfKPI,Unit,")
    with english.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][:5] == ["Revenue", "money", "month", "2026-11-01", "12.5"]
    assert rows[1][12] == "'=cmd()"
    with french.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[1][:5] == ["CA", "money", "month", "2026-11-01", "12,5"]


def test_only_what_changed_is_written_again(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    first, second, third = (tmp_path / name for name in ("1", "2", "3"))
    for folder in (first, second, third):
        folder.mkdir()
    write_spreadsheets(connection, first, None)
    connection.execute("update kpi.kpi_totals set value = 0.3 where kpi_id = 'win_rate'")
    assert write_spreadsheets(connection, second, first) == ["executive"]
    kept, changed = "workbooks/sdr.xlsx", "workbooks/executive.xlsx"
    assert (first / kept).samefile(second / kept)
    assert not (first / changed).samefile(second / changed)
    # A file that somebody removed is written again.
    (second / "workbooks/csv-fr/sdr.csv").unlink()
    assert write_spreadsheets(connection, third, second) == ["sdr"]
