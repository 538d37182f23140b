"""Whoever was forgotten is left out of a load before anything is written, and only they."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from dlt.extract import DltSource

import ingestion.run
from ingestion.errors import SourceError
from ingestion.forgotten import FORGOTTEN_FILE, Forgotten, read_forgotten, write_forgotten
from ingestion.left_out import LeftOut
from ingestion.personal import ALL, NOBODY, Personal, undeclared
from ingestion.raw_table import RawTable, built_source, filled_together, personal_of, raw_names
from ingestion.registry import SourceConfig, SourceSpec, discover
from ingestion.sources.files.personal import PERSONAL
from ingestion.sources.files.shapes import PERSONAL_FIELDS, read_shapes
from tests.orchestration.sweep import places_with

ADDRESS, NAME, PHONE = "c.anary@nest.example", "Cleo Anary", "+33 6 12 34 56 78"
LIST = Forgotten().with_people([("email", ADDRESS), ("key", "crm:7"), ("name", NAME)])
PEOPLE = RawTable(
    "people",
    "id email other_emails name phone",
    personal=Personal(
        is_person=True,
        about="id:id email:email",
        mentions="other_emails:email",
        names="name",
        details="phone",
    ),
)
CALLS = RawTable(
    "calls", "id person_id:i title", personal=Personal(mentions="person_id:id", texts="title")
)
LINKS = RawTable(
    "links", "from_id to_id", ("from_id", "to_id"), personal=Personal(about="to_id:id")
)
REPS = RawTable("reps", "id email", personal=Personal(about="email:email", staff=ALL))
TABLES = (PEOPLE, CALLS, LINKS, REPS)
ROWS: dict[str, list[dict[str, Any]]] = {
    "people": [
        {"id": "7", "email": "C.Anary@nest.example ", "name": NAME, "phone": PHONE},
        {
            "id": "8",
            "email": "b@nest.example",
            "other_emails": f"x@y.example; {ADDRESS};z@y.example",
        },
        {"id": "9", "email": ADDRESS, "name": NAME},
        {"id": "10", "email": None, "name": "Al Son"},
    ],
    "calls": [
        {"id": "1", "person_id": 7, "title": f"Call with {NAME}, {ADDRESS}."},
        {"id": "2", "person_id": 8, "title": "Call"},
    ],
    "links": [{"from_id": "1", "to_id": "7"}, {"from_id": "2", "to_id": "8"}],
    "reps": [{"id": "7", "email": ADDRESS}],
}


def cleaned(table: RawTable, forgotten: Forgotten = LIST) -> tuple[list[dict[str, Any]], LeftOut]:
    left_out = LeftOut("crm", personal_of(TABLES), forgotten)
    rows = left_out.clean(table.arrow(ROWS[table.name]), table.name)
    return rows.drop_columns("_loaded_at").to_pylist(), left_out


def test_rows_about_the_person_go_and_values_of_others_rows_too() -> None:
    rows, left_out = cleaned(PEOPLE)
    assert [row["id"] for row in rows] == ["8", "10"]
    assert rows[0]["other_emails"] == "x@y.example; z@y.example"
    assert left_out.rows["people"] == 2
    assert left_out.cells["people"] == 1
    rows, left_out = cleaned(CALLS)
    assert [row["person_id"] for row in rows] == [None, 8]
    assert [row["title"] for row in rows] == ["Call with [forgotten], [forgotten].", "Call"]
    assert left_out.rows["calls"] == 0
    assert [row["to_id"] for row in cleaned(LINKS)[0]] == ["8"]


def test_ids_count_within_their_source_and_staff_stay() -> None:
    other = LeftOut("shop", personal_of(TABLES), LIST)
    assert other.clean(LINKS.arrow(ROWS["links"]), "links").num_rows == 2
    assert len(cleaned(REPS)[0]) == 1


def test_the_list_says_nothing_of_who_is_on_it(tmp_path: Path) -> None:
    write_forgotten(tmp_path, LIST)
    path = tmp_path / FORGOTTEN_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert places_with(tmp_path, [ADDRESS, NAME, "crm:7"]) == []
    assert read_forgotten(tmp_path).knows("email", ADDRESS.upper())
    assert not read_forgotten(tmp_path).knows("email", "b@nest.example")
    # The same people make other hashes elsewhere: without the key nobody can test a guess.
    again = Forgotten().with_people([("email", ADDRESS)])
    assert not set().union(*again.hashes.values()) & set().union(*LIST.hashes.values())


def test_a_list_only_grows() -> None:
    more = LIST.with_people([("email", "b@nest.example")])
    assert list(more.hashes) == list(LIST.hashes)
    assert more.knows("email", ADDRESS)
    other = Forgotten().with_people([("email", "d@nest.example")])
    both = other.merged(LIST)
    assert both.knows("email", ADDRESS)
    assert both.knows("email", "d@nest.example")


def test_a_damaged_list_stops_the_load(tmp_path: Path) -> None:
    (tmp_path / FORGOTTEN_FILE).write_text("{")
    with pytest.raises(SourceError, match="from the last back-up"):
        LeftOut.of(discover()["hubspot"], tmp_path)


@pytest.mark.fault(39)
def test_a_load_lets_nobody_on_the_list_reach_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = SourceSpec(
        "crm", ("people",), raw_names(TABLES), SourceConfig, _source, personal=personal_of(TABLES)
    )
    monkeypatch.setattr(ingestion.run, "find_source", lambda _name: spec)

    def load() -> ingestion.run.LoadSummary:
        return ingestion.run.load_source(
            "crm",
            _NO_PROFILE,
            {},
            tmp_path / "warehouse.duckdb",
            tmp_path / "dlt",
            date(2026, 11, 21),
        )

    write_forgotten(tmp_path, LIST)
    first = load()
    assert first.forgotten == 3
    assert first.rows == {"people": 2, "calls": 2, "links": 1, "reps": 1, "quarantine": 0}
    found = places_with(tmp_path, [ADDRESS, NAME, PHONE])
    # The rep of that address, whom nobody forgot.
    assert {place.rpartition("/")[2].split(".")[0].split(":")[0] for place in found} <= {
        "reps",
        "warehouse",
    }
    assert [place for place in found if ": " in place] == [
        f"{tmp_path}/warehouse.duckdb: raw_crm.reps"
    ]
    # Without a list all of them are loaded, so that it was the list that left them out.
    (tmp_path / FORGOTTEN_FILE).unlink()
    assert load().forgotten == 0
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from raw_crm.people").fetchall() == [(4,)]


_NO_PROFILE: Any = None


def _source(_config: Any, _as_of: date) -> DltSource:
    """Fill tables in each way that there is."""

    def pages(table: RawTable) -> Iterator[pa.Table]:
        yield table.arrow(ROWS[table.name])

    def both() -> Iterator[tuple[RawTable, pa.Table]]:
        for table in (PEOPLE, LINKS):
            yield table, table.arrow(ROWS[table.name])

    return built_source(
        "crm",
        [
            filled_together("people_and_links", [PEOPLE, LINKS], both),
            CALLS.resource(lambda: pages(CALLS)),
            REPS.resource(lambda: pages(REPS)),
        ],
    )


def test_without_anybody_on_the_list_no_page_is_looked_at() -> None:
    source = _source(None, date(2026, 11, 21))
    before = {name: len(it._pipe) for name, it in source.resources.items()}
    LeftOut("crm", personal_of(TABLES), Forgotten()).watch(source)
    assert {name: len(it._pipe) for name, it in source.resources.items()} == before


def test_a_raw_table_says_what_its_personal_columns_are() -> None:
    for columns in ("id email", "id user_email", "id phone", "id first_name", "id lastname"):
        with pytest.raises(ValueError, match="looks personal"):
            RawTable("people", columns)
    with pytest.raises(ValueError, match="has no column"):
        RawTable("people", "id", personal=Personal(about="email:email"))
    RawTable("emails", "id email_status", personal=Personal(others="email_status"))
    # A yes or no is no address.
    RawTable("people", "id email_opt_out:b")


def test_the_base_entities_say_it_too() -> None:
    shapes = read_shapes()
    for entity, shape in shapes.items():
        personal = PERSONAL.get(entity, NOBODY)
        assert undeclared(shape.columns, personal) == [], entity
        assert (PERSONAL_FIELDS & set(shape.columns)) <= personal.columns, entity
        assert personal.columns <= set(shape.columns), entity


def test_every_source_with_people_says_which_table_has_them() -> None:
    for name, spec in discover().items():
        assert set(spec.personal) <= set(spec.raw_tables)
        if "people" in spec.entities:
            assert any(personal.is_person for personal in spec.personal.values()), name
