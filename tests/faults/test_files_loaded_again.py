"""An export and planning sheets that change between two loads: what is loaded is what they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from company import Profile
from ingestion import run
from ingestion.registry import discover
from ingestion.sources.files.errors import ExportError

MAPPING = """
inputs: {deals: {path: deals.csv}}
entities: {opportunities: {from: deals, key: id, fields: {amount: amount, closed_at: closed}}}
"""
TABLES = {"files": "opportunities", "planning": "fx_rates"}
CANARY = "born-in-secret@private.example"


@pytest.fixture(params=["files", "planning"])
def source(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A source of files, of which loads read the one table that is written here."""
    (tmp_path / "sheets").mkdir()
    (tmp_path / "mapping.yml").write_text(MAPPING)
    spec = discover()[request.param]
    tables = (TABLES[spec.name], "quarantine")
    alone = replace(
        spec,
        raw_tables=tables,
        source=lambda config, as_of: spec.source(config, as_of).with_resources(*tables),
    )
    monkeypatch.setattr(run, "find_source", lambda _name: alone)
    return spec.name


def write(folder: Path, source: str, header: str, *rows: str) -> None:
    """Write the export's only file, or the sheet of costs."""
    name = "deals.csv" if source == "files" else "fx_rates.csv"
    (folder / "sheets" / name).write_text("\n".join((header, *rows)) + "\n")


HEADERS = {"files": "id,amount,closed", "planning": "rate_on,currency,rate"}
ROWS = {
    "files": ("1,10.5,2024-01-31", "2,7,2024-02-01"),
    "planning": ("2024-01-02,USD,0.9", "2024-01-03,USD,0.8"),
}


def load(folder: Path, source: str) -> None:
    said: dict[str, Any] = (
        {"files": {"mapping": "mapping.yml"}} if source == "files" else {"planning": True}
    )
    given = {"name": "Test", "sources": said}
    profile = Profile.model_validate(given, context={"folder": folder})
    key = "data_root" if source == "files" else "folder"
    settings = {key: folder / "sheets"}
    path = folder / "warehouse.duckdb"
    run.load_source(source, profile, settings, path, folder / "dlt", date(2024, 6, 1))


def loaded(folder: Path, source: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        table, columns = f"raw_{source}.{TABLES[source]}", "* exclude (loaded_at, _dlt_load_id)"
        return connection.execute(f"select {columns} from {table} order by all").fetchall()


@pytest.mark.fault(8, 14, 16, 40)
def test_the_tables_are_what_the_files_hold_however_often_they_are_loaded(
    tmp_path: Path, source: str
) -> None:
    write(tmp_path, source, HEADERS[source], *ROWS[source])
    load(tmp_path, source)
    whole = loaded(tmp_path, source)
    assert len(whole) == 2
    # A row goes, the other is rewritten; then all is as it was, in another order.
    changed = ROWS[source][0].replace("10.5", "11").replace("0.9", "0.7")
    write(tmp_path, source, HEADERS[source], changed)
    load(tmp_path, source)
    assert len(loaded(tmp_path, source)) == 1
    assert loaded(tmp_path, source)[0] not in whole
    write(tmp_path, source, HEADERS[source], *reversed(ROWS[source]))
    load(tmp_path, source)
    assert loaded(tmp_path, source) == whole


@pytest.mark.fault(17, 18, 39)
def test_a_new_column_is_not_stored_and_a_renamed_one_fails(tmp_path: Path, source: str) -> None:
    write(tmp_path, source, HEADERS[source], *ROWS[source])
    load(tmp_path, source)
    before = loaded(tmp_path, source)
    more = [f"{row},{CANARY}" for row in ROWS[source]]
    write(tmp_path, source, f"{HEADERS[source]},birthday", *more)
    if source == "files":
        load(tmp_path, source)
    else:
        with pytest.raises(ExportError, match="unknown column 'birthday'"):
            load(tmp_path, source)
    assert loaded(tmp_path, source) == before
    made = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".csv"]
    assert not [path for path in made if CANARY.encode() in path.read_bytes()]
    renamed = HEADERS[source].replace("amount", "montant").replace("currency", "money")
    write(tmp_path, source, renamed, *ROWS[source])
    with pytest.raises(ExportError, match="no column"):
        load(tmp_path, source)
    assert loaded(tmp_path, source) == before
