"""What is wrong with an export is named: the file, the line, the field, the reason, the fix."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from textwrap import dedent

import pytest

from ingestion.sources.files.errors import ExportError, FilesError, MappingError
from ingestion.sources.files.mapping import read_mapping
from ingestion.sources.files.shapes import read_shapes
from ingestion.sources.files.workspace import Workspace, read_export

MAPPING = """
    inputs:
      deals: {path: deals.csv}
    entities:
      opportunities:
        from: deals
        key: id
        fields:
          stage: {column: stage, values: {Gagné: won, Ouvert: open}, strict: true}
          amount: amount
          closed_at: {column: closed, date_format: DD/MM/YYYY}
          loss_reason: reason
"""
GOOD = "1,Gagné,10.5,31/01/2024,\n"


def read(folder: Path, mapping: str = MAPPING) -> Workspace:
    path = folder / "mapping.yml"
    path.write_text(dedent(mapping), encoding="utf-8")
    found, document = read_mapping(path)
    return read_export("files", found, document, read_shapes(), folder, "Europe/Paris")


def deals(folder: Path, *lines: str | bytes, header: str = "id,stage,amount,closed,reason") -> None:
    content = b"".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    (folder / "deals.csv").write_bytes(f"{header}\n".encode() + content)


@pytest.mark.fault(19, 25)
@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("2,Gagné,ten,31/01/2024,", "amount", "not a number"),
        ('2,Gagné,"1,5",31/01/2024,', "amount", "not a number"),
        ("2,Gagné,1e30,31/01/2024,", "amount", "not a number"),
        ("2,Gagné,1,30/02/2024,", "closed_at", "not a date"),
        ("2,Gagné,1,2024-01-31,", "closed_at", "not a date"),
        ("2,Gagné,1,31/01/0024,", "closed_at", "not a date"),
        ("2,Perdu,1,31/01/2024,", "stage", "unknown stage"),
        ("1,Gagné,1,31/01/2024,", "id", "duplicate key"),
        (",Gagné,1,31/01/2024,", "id", "the key is empty"),
        ("2,Gagné,1,31/01/2024,=cmd|'/C calc'!A0", "loss_reason", "spreadsheet formula"),
        ("2,Gagné,1,31/01/2024,@SUM(1+1)", "loss_reason", "spreadsheet formula"),
        ("2,Gagné,1,31/01/2024,,", "", "6 cells, the header has 5"),
        ("2", "", "1 cells, the header has 5"),
        ('2,Gagné,1,31/01/2024,"a"b', "", "not readable as csv"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_load(
    tmp_path: Path, line: str, field: str, reason: str
) -> None:
    deals(tmp_path, GOOD, line + "\n", GOOD.replace("1,", "9,", 1))
    found = read(tmp_path)
    assert found.table("opportunities")["source_id"].to_pylist() == ["1", "9"]
    (refusal,) = found.refusals.items
    assert (refusal.file, refusal.line, refusal.field) == ("deals.csv", 3, field)
    assert reason in refusal.reason


@pytest.mark.fault(25)
def test_text_that_only_begins_like_a_formula_loads(tmp_path: Path) -> None:
    reasons = ["+33 (0)1 23 45 67 89", "-", "- too dear (for them)", "@acme", "-12.5", "+1"]
    deals(tmp_path, *(f"{at},Gagné,1,31/01/2024,{text}\n" for at, text in enumerate(reasons)))
    found = read(tmp_path)
    assert found.refusals.items == []
    assert found.table("opportunities")["loss_reason"].to_pylist() == reasons


@pytest.mark.fault(25)
def test_formulas_are_neutralised_where_the_mapping_says_so(tmp_path: Path) -> None:
    deals(tmp_path, "1,Gagné,1,31/01/2024,=1+1\n")
    found = read(tmp_path, "    formulas: neutralise" + MAPPING)
    assert found.table("opportunities")["loss_reason"].to_pylist() == ["'=1+1"]


def test_mixed_encodings_refuse_the_lines_of_the_other_one(tmp_path: Path) -> None:
    deals(tmp_path, GOOD, "2,Gagné,1,31/01/2024,déçu\n".encode("cp1252"))
    assert [
        (one.line, "mixed encodings" in one.reason) for one in read(tmp_path).refusals.items
    ] == [(3, True)]
    mapping = MAPPING.replace("path: deals.csv", "path: deals.csv, encoding: cp1252")
    deals(tmp_path, "1,Ouvert,1,31/01/2024,déçu\n".encode("cp1252"), "2,Ouvert,1,31/01/2024,déçu\n")
    found = read(tmp_path, mapping)
    assert [(one.line, "mixed encodings" in one.reason) for one in found.refusals.items] == [
        (3, True)
    ]
    assert found.table("opportunities")["loss_reason"].to_pylist() == ["déçu"]


def test_personal_values_are_not_kept_in_quarantine(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,mail\n1,=HYPERLINK(a@b.example)\n2,c@d.example\n")
    found = read(
        tmp_path,
        """
        inputs: {p: {path: people.csv}}
        entities: {people: {from: p, key: id, fields: {email: mail}}}
        """,
    )
    (refusal,) = found.refusals.items
    assert "example" not in str(refusal)
    assert refusal.value == "(redacted, 23 characters)"


@pytest.mark.fault(18)
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"id,stage,amount,closed,reason\n", "the file is empty"),
        (b"id,stage,montant,closed,reason\n1,x,1,1,\n", "no column 'amount'"),
        (b"id,id,amount\n1,1,1\n", "there twice"),
        (b'id,stage,amount,closed,reason\n1,"open,1,,\n2,x,1,,\n', "deals.csv:2: a quote"),
        (b"id,stage,amount,closed,reason\n1,x,x,x,\n", "all 1 rows are refused"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_an_error(
    tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "deals.csv").write_bytes(content)
    with pytest.raises(ExportError, match=message):
        read(tmp_path)


def test_an_absent_file_is_an_error_that_names_the_pattern(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"no file matches 'deals\.csv'"):
        read(tmp_path)


@pytest.mark.fault(26)
@pytest.mark.parametrize("path", ["../deals.csv", "a/../../deals.csv", "/etc/passwd", "..\\d.csv"])
def test_a_path_out_of_the_data_folder_is_refused(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    deals(tmp_path, GOOD)
    with pytest.raises(ExportError, match="refused"):
        read(folder, MAPPING.replace("deals.csv", path))


@pytest.mark.fault(26)
def test_a_link_out_of_the_data_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    deals(tmp_path, GOOD)
    (folder / "deals.csv").symlink_to(tmp_path / "deals.csv")
    with pytest.raises(ExportError, match="leads out"):
        read(folder)


@pytest.mark.fault(26)
@pytest.mark.parametrize("member", ["../deals.csv", "/deals.csv", "a/../../deals.csv"])
def test_a_zip_with_an_escaping_member_is_refused(tmp_path: Path, member: str) -> None:
    with zipfile.ZipFile(tmp_path / "deals.zip", "w") as archive:
        archive.writestr("deals.csv", GOOD)
        archive.writestr(member, GOOD)
    with pytest.raises(ExportError, match="escapes the archive: refused"):
        read(tmp_path, MAPPING.replace("deals.csv", "deals.zip"))


@pytest.mark.fault(3)
def test_cut_archives_are_errors(tmp_path: Path) -> None:
    whole = gzip.compress(("id,stage,amount,closed,reason\n" + GOOD * 500).encode())
    (tmp_path / "deals.csv.gz").write_bytes(whole[:-20])
    with pytest.raises(ExportError, match="cut or broken archive"):
        read(tmp_path, MAPPING.replace("deals.csv", "deals.csv.gz"))
    (tmp_path / "deals.zip").write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(ExportError, match="not a whole zip"):
        read(tmp_path, MAPPING.replace("deals.csv", "deals.zip"))


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("amount: amount", "amonut: amount"), 9, "did you mean 'amount'?"),
        (("opportunities:", "oportunities:"), 5, "did you mean 'opportunities'?"),
        (("from: deals", "from: sales"), 6, "no input 'sales'"),
        (("key: id", "kee: id"), 7, "no such key; did you mean 'key'?"),
        (("DD/MM/YYYY", "JJ.AA"), 11, "is no date format"),
        (("amount: amount", "amount: {constant: ten}"), 10, r"is no decimal\(18,2\)"),
        (("amount: amount", "amount: {column: a, sql: b}"), 10, "give exactly one of"),
        (("path: deals.csv", "path: deals.csv, time_zone: Paris"), 3, "no IANA time zone"),
        (("path: deals.csv", "path: deals.csv, encoding: utf-9"), 3, "is no encoding"),
        (("amount: amount", "amount: [1"), None, "not valid YAML"),
    ],
)
def test_a_wrong_mapping_names_its_line_and_the_fix(
    tmp_path: Path, change: tuple[str, str], line: int | None, message: str
) -> None:
    deals(tmp_path, GOOD)
    with pytest.raises(MappingError, match=message) as caught:
        read(tmp_path, MAPPING.replace(*change))
    if line is not None:
        assert any(f"mapping.yml:{near}: " in str(caught.value) for near in (line, line + 1))


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("upper(nothing)", "entities.opportunities.fields.stage: .*nothing"),
        ("cast(amount as date)", "use try_cast"),
        ("1); drop table deals; select (1", "not valid SQL"),
        ("(select content from read_text('/etc/hostname'))", "fields.stage: "),
    ],
)
def test_sql_of_the_mapping_fails_by_field_and_sees_only_the_inputs(
    tmp_path: Path, sql: str, message: str
) -> None:
    deals(tmp_path, GOOD)
    stage = "stage: {column: stage, values: {Gagné: won, Ouvert: open}, strict: true}"
    with pytest.raises(MappingError, match=message):
        read(tmp_path, MAPPING.replace(stage, f'stage: {{sql: "{sql}"}}'))


@pytest.mark.fault(19)
def test_a_row_without_its_last_empty_cells_loads_and_is_counted(tmp_path: Path) -> None:
    """Spreadsheets write rows so: 33 of 90 rows of a public file were refused for it."""
    deals(tmp_path, GOOD, "2,Gagné,1,31/01/2024\n", "3,Ouvert,7\n", "4,Gagné,2,01/02/2024")
    found = read(tmp_path)
    assert found.table("opportunities")["source_id"].to_pylist() == ["1", "2", "3"]
    assert found.refusals.padded == {"deals": {("reason",): 1, ("closed", "reason"): 1}}
    (cut,) = found.refusals.items
    assert (cut.line, cut.reason) == (5, "the file ends within this row, after 4 of 5 cells: cut?")


@pytest.mark.parametrize(
    ("header", "change", "said", "unsaid"),
    [
        (
            "id;stage;amount;closed;reason",
            ("", ""),
            "no column 'stage', which mapping.yml:9: entities.opportunities.fields.stage reads; "
            "the header is one column with ';' in it: write `delimiter: \";\"`",
            "optional",
        ),
        (
            "id,stage,amuont,closed,reason",
            ("", ""),
            "fields.amount reads; did you mean 'amuont'?",
            "optional",
        ),
        (
            "id,stage,x1,closed,reason",
            ("", ""),
            "set `optional: true` where files may lack",
            "mean",
        ),
        (
            "id,stage,amount,closed,reason",
            ("path: deals.csv", "path: deal.csv"),
            "no file matches 'deal.csv' in the data folder; did you mean 'deals.csv'?",
            "optional",
        ),
        (
            "id,stage,amount,closed,reason",
            ("amount: amount", "amount: {column: amount, default: 2024-01-31}"),
            'YAML takes 2024-01-31 for a date of its own: write "2024-01-31"',
            "valid string",
        ),
    ],
)
def test_a_message_names_the_field_and_the_fix(
    tmp_path: Path, header: str, change: tuple[str, str], said: str, unsaid: str
) -> None:
    deals(tmp_path, GOOD.replace(",", header[2]), header=header)
    mapping = MAPPING.replace(*change) if change[0] else MAPPING
    with pytest.raises(FilesError) as caught:
        read(tmp_path, mapping)
    assert said in str(caught.value)
    assert unsaid not in str(caught.value)
