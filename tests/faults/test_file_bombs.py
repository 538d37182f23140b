"""Files that explode when they are opened, addresses in place of files, texts of every kind."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingestion.sources.files.errors import ExportError
from ingestion.sources.files.limits import Limits
from ingestion.sources.files.mapping import read_mapping
from ingestion.sources.files.shapes import read_shapes
from ingestion.sources.files.workspace import Workspace, read_export
from ingestion.sources.planning.settings import PlanningConfig
from ingestion.sources.planning.source import dry_run

HEADER = "id,reason\n"
BIG = 3 * 1024 * 1024


def read(folder: Path, path: str, megabytes: int = 2) -> Workspace:
    mapping = folder / "mapping.yml"
    fields = "{loss_reason: reason}"
    mapping.write_text(
        f"inputs: {{deals: {{path: '{path}'}}}}\n"
        f"entities: {{opportunities: {{from: deals, key: id, fields: {fields}}}}}\n"
    )
    found, document = read_mapping(mapping)
    limits = Limits(megabytes)
    return read_export("files", found, document, read_shapes(), folder, "UTC", limits)


def reasons(found: Workspace) -> list[str]:
    texts: list[str] = found.table("opportunities")["loss_reason"].to_pylist()
    return texts


def write_zip(path: Path, name: str, text: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)


def write_bomb(folder: Path, name: str) -> None:
    """Write a file of few bytes that unpacks to more than two megabytes."""
    text, path = HEADER + "1," + "x" * BIG + "\n", folder / name
    match path.suffix:
        case ".csv":
            path.write_text(text)
        case ".gz":
            path.write_bytes(gzip.compress(text.encode()))
        case ".zip":
            write_zip(path, "deals.csv", text)
        case ".jsonl":
            path.write_text('{"id": 1, "reason": "' + "x" * BIG + '"}\n')
        case ".parquet":
            pq.write_table(pa.table({"id": ["1", "2"], "reason": ["x" * BIG, "y" * BIG]}), path)
        case ".xlsx":
            book = openpyxl.Workbook()
            book.active.append(["id", "reason"])
            for row in range(200):
                book.active.append([row, "x" * 30_000])
            book.save(path)


@pytest.mark.fault(27)
@pytest.mark.parametrize("ending", ["csv", "csv.gz", "zip", "jsonl", "parquet", "xlsx"])
def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, ending: str) -> None:
    write_bomb(tmp_path, f"deals.{ending}")
    with pytest.raises(ExportError, match=r"more than 2 MB once unpacked: .*MAX_FILE_MB"):
        read(tmp_path, f"deals.{ending}")


@pytest.mark.fault(27)
@pytest.mark.parametrize("ending", ["csv.gz", "zip"])
def test_a_file_that_is_compressed_as_no_export_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr("ingestion.sources.files.limits._HARMLESS", 1_000_000)
    text = HEADER + ("1," + "x" * 100_000 + "\n") * 30
    if ending == "zip":
        write_zip(tmp_path / "deals.zip", "deals.csv", text)
    else:
        (tmp_path / "deals.csv.gz").write_bytes(gzip.compress(text.encode(), 9))
    with pytest.raises(ExportError, match="200 times its size"):
        read(tmp_path, f"deals.{ending}", megabytes=4096)


@pytest.mark.fault(27)
def test_an_archive_that_lies_about_its_size_is_refused_while_it_is_read(tmp_path: Path) -> None:
    write_zip(tmp_path / "deals.zip", "deals.csv", HEADER + "1," + "x" * BIG + "\n")
    whole = (tmp_path / "deals.zip").read_bytes()
    size = len(HEADER) + BIG + 3
    lying = whole.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    (tmp_path / "deals.zip").write_bytes(lying)
    with pytest.raises(ExportError):
        read(tmp_path, "deals.zip")


@pytest.mark.fault(27)
def test_a_table_that_is_too_wide_is_refused(tmp_path: Path) -> None:
    header = "id,reason," + ",".join(f"c{at}" for at in range(6_000))
    (tmp_path / "deals.csv").write_text(f"{header}\n1,x\n")
    with pytest.raises(ExportError, match="more than 5000"):
        read(tmp_path, "deals.csv")


@pytest.mark.fault(27)
def test_a_field_that_is_too_long_is_a_refused_row(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(HEADER + '1,fine\n2,"' + "x" * 1_500_000 + '"\n')
    found = read(tmp_path, "deals.csv")
    assert reasons(found) == ["fine"]
    assert ["field larger than" in one.reason for one in found.refusals.items] == [True]


@pytest.mark.fault(27)
def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestion.sources.files.text.LONGEST", 1_000)
    (tmp_path / "deals.csv").write_text(HEADER + "1," + "x" * 2_000)
    with pytest.raises(ExportError, match="a line of more than 1000 characters"):
        read(tmp_path, "deals.csv")


@pytest.mark.fault(27)
def test_json_that_is_nested_without_end_is_a_refused_row(tmp_path: Path) -> None:
    deep = '{"id": 2, "reason": ' + "[" * 100_000
    (tmp_path / "deals.jsonl").write_text('{"id": 1, "reason": "x"}\n' + deep + "\n")
    found = read(tmp_path, "deals.jsonl")
    assert reasons(found) == ["x"]
    assert [one.line for one in found.refusals.items] == [2]


@pytest.mark.fault(27)
def test_planning_sheets_have_the_same_limit(tmp_path: Path) -> None:
    (tmp_path / "fx_rates.csv").write_text(
        "rate_on,currency,rate\n" + "2024-01-02,USD,1\n" * 90_000
    )
    with pytest.raises(ExportError, match="more than 1 MB"):
        dry_run(PlanningConfig(folder=tmp_path, max_file_mb=1))


@pytest.mark.fault(26)
@pytest.mark.parametrize(
    "path",
    [
        "https://example.com/deals.csv", "file:///etc/passwd", "s3://bucket/deals.csv",
        "C:\\deals.csv", "\\\\server\\deals.csv",
    ],
)  # fmt: skip
def test_an_address_in_place_of_a_file_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ExportError, match="refused"):
        read(tmp_path, path)


@pytest.mark.fault(26)
def test_a_folder_that_is_a_link_leads_nowhere(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "deals.csv").write_text(HEADER + "1,x\n")
    (inside / "linked").symlink_to(outside)
    with pytest.raises(ExportError, match="leads out"):
        read(inside, "linked/*.csv")
    with pytest.raises(ExportError, match="leads out"):
        read(inside, "*/deals.csv")


@pytest.mark.fault(26)
def test_a_planning_sheet_that_is_a_link_is_refused(tmp_path: Path) -> None:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (tmp_path / "secret.csv").write_text("rate_on,currency,rate\n2024-01-02,USD,1\n")
    (sheets / "fx_rates.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(ExportError, match="leads out"):
        dry_run(PlanningConfig(folder=sheets))


@pytest.mark.fault(24)
def test_text_of_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    texts = [
        "🦊 été 漢字",
        "a\0b",
        "\u202eabc\u202c",
        "'; DROP TABLE opportunities; --",
        'a "b"\nc',
    ]
    lines = (f'{at},"{text.replace(chr(34), chr(34) * 2)}"\n' for at, text in enumerate(texts))
    (tmp_path / "deals.csv").write_text(HEADER + "".join(lines), encoding="utf-8", newline="")
    assert reasons(read(tmp_path, "deals.csv")) == texts


@pytest.mark.fault(25)
@pytest.mark.parametrize(
    "text", ["\t=cmd()", "\r=1+1", "=HYPERLINK(1)", "+cmd|' /C calc'!A0", "-SUM(1)"]
)
def test_a_formula_is_refused_also_behind_blanks(tmp_path: Path, text: str) -> None:
    (tmp_path / "deals.csv").write_text(HEADER + f'1,fine\n2,"{text}"\n', newline="")
    found = read(tmp_path, "deals.csv")
    assert reasons(found) == ["fine"]
    assert ["spreadsheet formula" in one.reason for one in found.refusals.items] == [True]
