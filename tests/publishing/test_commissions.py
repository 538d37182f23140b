"""Attainment per rep in the shapes of commission tools, from a small publication."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from orchestration.reporting import commissions as command
from publishing import PublishError
from publishing.commissions import SHAPES, Asked, read_attainment, shaped, write_export

SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (9, 10, 11))
_COLUMNS = (
    "kpi_id, variant, grain, period_start, period_end, dimension, dimension_value, value, "
    "numerator, denominator, target_value, target_attainment, is_complete, quality, status_reason"
)


def figure(
    kpi: str,
    owner: str,
    start: date,
    *numbers: float | None,
    dimension: str = "owner",
    variant: str = "",
    is_complete: bool = True,
    quality: str = "ok",
) -> tuple[Any, ...]:
    end = start.replace(day=30)
    head = (kpi, variant, "month", start, end, dimension, owner)
    return (*head, *numbers, is_complete, quality, f"why {kpi}")


#: value, numerator, denominator, target, attainment
_FIGURES = [
    # A quota is a sum over days, and so not quite a round number.
    figure("quota_attainment", "anna.blanc", OCTOBER, 0.9, 90_000.0, 100_000.000000021, None, None),
    figure("quota_attainment", "ben.weiss", OCTOBER, None, 0.0, 0.0, None, None),
    figure("quota_attainment", "anna.blanc", SEPTEMBER, 1.2, 120_000.0, 100_000.0, None, None),
    figure(
        "quota_attainment", "anna.blanc", NOVEMBER, 0.1, 1e4, 1e5, None, None, is_complete=False
    ),
    figure("quota_attainment", "anna.blanc", OCTOBER, 9.9, 9.0, 9.0, None, None, variant="to_date"),
    figure("quota_attainment", "unknown", OCTOBER, 0.5, 5.0, 10.0, None, None),
    figure("quota_attainment", "ae_france", OCTOBER, 0.5, 5.0, 10.0, None, None, dimension="team"),
    figure("win_rate", "anna.blanc", OCTOBER, 0.3, 3.0, 10.0, 0.25, 1.2, quality="distrusted"),
    figure("win_rate", "ben.weiss", OCTOBER, 0.3, 3.0, 10.0, None, None),
]


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    folder = tmp_path / "published" / "versions" / "one"
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / "accord.duckdb")) as connection:
        connection.execute("create schema kpi")
        connection.execute(
            f"create table kpi.kpi_values ({_COLUMNS.replace(', ', ' varchar, ')} varchar)"
        )
        for column, data_type in {
            "period_start": "date", "period_end": "date", "is_complete": "boolean",
            **dict.fromkeys(
                ("value", "numerator", "denominator", "target_value", "target_attainment"), "double"
            ),
        }.items():  # fmt: skip
            connection.execute(f"alter table kpi.kpi_values alter {column} type {data_type}")
        connection.executemany(
            f"insert into kpi.kpi_values values ({', '.join('?' * 15)})", _FIGURES
        )
        connection.execute(
            "create table kpi.kpi_catalog as select * from (values "
            "('quota_attainment', 'ratio'), ('win_rate', 'rate')) t(kpi_id, unit)"
        )
    return folder


def read(publication: Path, asked: Asked) -> list[Any]:
    with duckdb.connect(str(publication / "accord.duckdb"), read_only=True) as connection:
        return read_attainment(connection, asked, "EUR")


def test_the_last_whole_period_has_a_row_per_rep_and_kpi(publication: Path) -> None:
    rows = read(publication, Asked("month"))
    assert [(row.kpi_id, row.owner_key, row.attained, row.asked) for row in rows] == [
        ("quota_attainment", "anna.blanc", 90_000, 100_000),
        ("quota_attainment", "ben.weiss", 0, 0),
        ("win_rate", "anna.blanc", 0.3, 0.25),
    ]
    assert [(row.attainment, row.unit, row.currency, row.quality) for row in rows] == [
        (0.9, "money", "EUR", "ok"),
        (None, "money", "EUR", "ok"),
        (1.2, "rate", None, "distrusted"),
    ]
    assert {row.start for row in rows} == {OCTOBER}


def test_periods_and_kpis_are_chosen(publication: Path) -> None:
    since = read(publication, Asked("month", SEPTEMBER, ("quota_attainment",)))
    assert [row.start for row in since] == [SEPTEMBER, OCTOBER, OCTOBER]
    running = read(publication, Asked("month", with_running=True))
    assert [(row.start, row.is_complete) for row in running] == [(NOVEMBER, False)]
    assert read(publication, Asked("quarter")) == []


@pytest.mark.parametrize("tool", SHAPES)
def test_csv_and_parquet_hold_the_same_and_their_owner_alone_may_read_them(
    publication: Path, tmp_path: Path, tool: str
) -> None:
    rows = read(publication, Asked("month"))
    folder = tmp_path / "out" / "commissions"
    files = write_export(tool, rows, folder)
    assert [file.name for file in files] == [
        f"{tool}-month-2026-10-01.csv",
        f"{tool}-month-2026-10-01.parquet",
    ]
    assert [file.stat().st_mode & 0o777 for file in (*files, folder)] == [0o600, 0o600, 0o700]
    with files[0].open(encoding="utf-8", newline="") as file:
        said = list(csv.DictReader(file))
    table = pyarrow.parquet.read_table(files[1])
    assert list(said[0]) == table.column_names == list(SHAPES[tool])
    for text, value in zip(said, table.to_pylist(), strict=True):
        for name in table.column_names:
            one = value[name]
            expected = (
                "" if one is None else str(one).lower() if isinstance(one, bool) else str(one)
            )
            is_number = isinstance(one, float)
            assert float(text[name]) == one if is_number else text[name] == expected, name
    ids = [row[next(iter(SHAPES[tool]))] for row in said]
    assert tool == "xactly" or len(set(ids)) == 3


def test_what_each_tool_finds_its_rows_by(publication: Path) -> None:
    rows = read(publication, Asked("month", kpis=("quota_attainment",)))[:1]
    record = "quota_attainment:month:2026-10-01:anna.blanc"
    end = date(2026, 10, 30)
    [qobra] = shaped("qobra", rows).to_pylist()
    assert (qobra["Record ID"], qobra["User"], qobra["Date"]) == (record, "anna.blanc", end)
    assert (qobra["Amount"], qobra["Currency"], qobra["Target"]) == (90_000, "EUR", 100_000)
    [xactly] = shaped("xactly", rows).to_pylist()
    assert (xactly["Order Code"], xactly["Item Code"]) == (record.rpartition(":")[0], "anna.blanc")
    assert (xactly["Employee ID"], xactly["Incentive Date"]) == ("anna.blanc", end)
    assert (xactly["Amount"], xactly["Amount Unit Type"]) == (90_000, "EUR")
    [spiff] = shaped("spiff", rows).to_pylist()
    assert (spiff["external_id"], spiff["user_id"]) == (record, "anna.blanc")
    assert (spiff["value"], spiff["is_complete"], spiff["attainment"]) == (90_000, True, 0.9)
    [captivateiq] = shaped("captivateiq", rows).to_pylist()
    assert (captivateiq["employee_id"], captivateiq["amount"]) == ("anna.blanc", 90_000)


def test_nothing_to_export_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="no rep has a quota or target"):
        write_export("qobra", [], tmp_path)
    assert list(tmp_path.iterdir()) == []


class Company:
    """What the command reads of a company."""

    def __init__(self, publication: Path) -> None:
        self.settings = type("", (), {"published_dir": publication.parents[1]})
        self.profile = type("", (), {"reporting_currency": "EUR"})


@pytest.fixture
def run(publication: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    published = publication.parents[1]
    (published / "current").symlink_to(publication)
    monkeypatch.setattr(command, "load_company", lambda: Company(publication))
    return lambda *arguments: CliRunner().invoke(
        command.commissions, ["export", "--format", "spiff", *map(str, arguments)]
    )


def test_the_command_writes_beside_what_only_a_few_may_read(run: Any, publication: Path) -> None:
    done = run()
    assert done.exit_code == 0, done.output
    folder = publication / "restricted" / "commissions"
    assert {file.name for file in folder.iterdir()} == {
        "spiff-month-2026-10-01.csv",
        "spiff-month-2026-10-01.parquet",
    }
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert "3 rows, 2 reps, 1 periods" in done.output
    assert "1 rows are not to be relied on" in done.output
    assert "Reps are named by Accord's keys" in done.output


def test_people_get_the_ids_of_the_tool_or_nothing_is_written(
    run: Any, publication: Path, tmp_path: Path
) -> None:
    people, out = tmp_path / "people.csv", tmp_path / "out"
    people.write_text("owner_key,id\nanna.blanc,E-7\n", encoding="utf-8")
    refused = run("--people", people, "--output", out)
    assert refused.exit_code == 1 and "no id for ben.weiss" in refused.output
    assert not out.exists()
    people.write_text("owner_key,id\nanna.blanc,E-7\nben.weiss,E-7\n", encoding="utf-8")
    assert "the id E-7 twice" in run("--people", people, "--output", out).output
    people.write_text("owner_key,id\nanna.blanc,E-7\nben.weiss,E-9\n", encoding="utf-8")
    assert run("--people", people, "--output", out).exit_code == 0
    text = (out / "spiff-month-2026-10-01.csv").read_text(encoding="utf-8")
    assert "E-7" in text and "anna.blanc" not in text
    assert not (publication / "restricted").exists()
    people.write_text("rep,id\n", encoding="utf-8")
    assert "lacks the column owner_key" in run("--people", people).output
