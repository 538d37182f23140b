"""Each file format gives the same typed base rows."""

# ruff: noqa: DTZ001 (base rows hold UTC instants without a zone)

from __future__ import annotations

import gzip
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingestion.sources.files.errors import ExportError
from tests.ingestion.files_export import read, rows

FIELDS = (
    "{account_source_key: client, amount: montant, closed_at: signe_le, owner_source_key: vendeur}"
)


def deals(folder: Path, declaration: str, key: str = "num") -> list[tuple[Any, ...]]:
    workspace = read(
        folder,
        f"""
        inputs:
          ventes: {{{declaration}}}
        entities:
          opportunities:
            from: ventes
            key: {key}
            fields: {FIELDS}
        """,
    )
    assert workspace.refusals.items == []
    return rows(
        workspace, "opportunities", "source_key", "account_source_key", "amount", "closed_at"
    )


EXPECTED = [
    ("files:1", "files:Écrin", Decimal("1234.50"), datetime(2024, 1, 30, 23, 0)),
    ("files:2", "files:Bois; Cie", Decimal("-7.00"), datetime(2024, 6, 30, 22, 0)),
]
FRENCH = (
    'num;client;montant;signe_le;vendeur\n1;Écrin;"1 234,50";31/01/2024;a\n'
    '2;"Bois; Cie";-7;01/07/2024;b\n'
)
FRENCH_FORMATS = "delimiter: ';', decimal: ',', thousands: ' ', date_format: DD/MM/YYYY"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_a_french_office(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "v.csv").write_bytes(FRENCH.encode(encoding))
    found = deals(tmp_path, f"path: v.csv, encoding: {encoding}, {FRENCH_FORMATS}")
    assert found == EXPECTED


def test_a_file_of_which_no_row_can_be_read_says_why(tmp_path: Path) -> None:
    """Every customer has an accent, and the file was written by Windows."""
    (tmp_path / "v.csv").write_bytes(FRENCH.replace("Bois", "Forêt").encode("cp1252"))
    wanted = r"v\.csv: none of its 2 rows can be read, first v\.csv:2: .* not utf-8: .*`encoding`"
    with pytest.raises(ExportError, match=wanted):
        deals(tmp_path, f"path: v.csv, {FRENCH_FORMATS}")


def test_gzip_and_zip_are_looked_into(tmp_path: Path) -> None:
    (tmp_path / "v.csv.gz").write_bytes(gzip.compress(FRENCH.encode()))
    assert deals(tmp_path, f"path: v.csv.gz, {FRENCH_FORMATS}") == EXPECTED
    with zipfile.ZipFile(tmp_path / "v.zip", "w") as archive:
        archive.writestr("a/v.csv", FRENCH)
        archive.writestr("a/readme.txt", "not data")
    assert deals(tmp_path, f"path: v.zip, member: 'a/*.csv', {FRENCH_FORMATS}") == EXPECTED


def test_tsv(tmp_path: Path) -> None:
    text = (
        "num\tclient\tmontant\tsigne_le\tvendeur\n1\tÉcrin\t1234.5\t2024-01-31\ta\n"
        "2\tBois; Cie\t-7\t2024-07-01\tb\n"
    )
    (tmp_path / "v.tsv").write_text(text, encoding="utf-8")
    assert deals(tmp_path, "path: v.tsv") == EXPECTED


def test_irregular_blanks(tmp_path: Path) -> None:
    text = " num  client montant   signe_le vendeur\r\n  1 Écrin    1234.50  20240131   a \r\n"
    (tmp_path / "v.txt").write_text(text, encoding="utf-8")
    found = deals(tmp_path, "path: v.txt, format: blanks, date_format: YYYYMMDD")
    assert found == EXPECTED[:1]


def test_json_lines(tmp_path: Path) -> None:
    lines = (
        '{"num": 1, "client": "Écrin", "montant": 1234.5, "signe_le": "2024-01-31T00:00:00"}\n'
        '{"num": 2, "client": "Bois; Cie", "montant": "-7,00", "signe_le": "01/07/2024",'
        ' "vendeur": "b"}\n'
    )
    (tmp_path / "v.jsonl").write_text(lines, encoding="utf-8")
    found = deals(tmp_path, "path: v.jsonl, decimal: ',', date_format: DD/MM/YYYY")
    assert found == EXPECTED


def test_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ventes"
    sheet.append(["Export of January", None, None, None, None])
    sheet.append(["num", "client", "montant", "signe_le", "vendeur"])
    sheet.append([1, "Écrin", 1234.5, date(2024, 1, 31), "a"])
    sheet.append([2, "Bois; Cie", "-7,00", "01/07/2024", "b"])
    book.save(tmp_path / "v.xlsx")
    found = deals(
        tmp_path,
        "path: v.xlsx, sheet: Ventes, skip_lines: 1, decimal: ',', date_format: DD/MM/YYYY",
    )
    assert found == EXPECTED


def test_parquet_keeps_its_own_types(tmp_path: Path) -> None:
    table = pa.table(
        {
            "num": pa.array([1.0, 2.0]),
            "client": ["Écrin", "Bois; Cie"],
            "montant": pa.array([1234.5, -7.0]),
            "signe_le": pa.array([datetime(2024, 1, 31), datetime(2024, 7, 1)], pa.timestamp("ms")),
            "vendeur": ["a", "b"],
        }
    )
    pq.write_table(table, tmp_path / "v.parquet")
    assert deals(tmp_path, "path: v.parquet") == EXPECTED


def test_glob_joins_files_by_column_name_and_line_keys_tell_them_apart(tmp_path: Path) -> None:
    (tmp_path / "v1.csv").write_text("client,montant,signe_le,vendeur\nx,1,2024-01-01,a\n")
    (tmp_path / "v2.csv").write_text("vendeur,signe_le,montant,client\na,2024-01-01,2,y\n")
    found = deals(tmp_path, "path: 'v*.csv'", key="line")
    assert [(key, client, amount) for key, client, amount, _ in found] == [
        ("files:v1.csv:2", "files:x", 1),
        ("files:v2.csv:2", "files:y", 2),
    ]
