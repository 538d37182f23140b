"""Personal fields of who was silent for long are emptied, and figures see the same people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from company import Profile
from ingestion.emptied import Emptied, read_emptied, write_emptied
from ingestion.emptying import EMPTIED, Emptying
from ingestion.personal import Personal
from orchestration.build.retention import empty_old
from orchestration.company.clock import CompanyClock
from orchestration.company.context import Company
from orchestration.company.settings import Settings
from orchestration.recovery.forgetting.columns import personal_columns
from orchestration.recovery.forgetting.person import find_person
from tests.orchestration.people_folder import DAY

KEY = "7f" * 32
#: Silent for long; seen lately; deleted at the vendor long ago.
OLD, DEAL, NEW, GONE = (
    "old@nest.example",
    "deal@nest.example",
    "new@nest.example",
    "gone@x.example",
)
BUILT = """
create schema conformed; create schema raw_hubspot;
create table conformed.int_people__unioned as select * from (values
    ('hubspot:1', 'old@nest.example', 'Old.Home@gmail.com|new@nest.example', null, 'Cleo Anary'),
    ('hubspot:2', 'deal@nest.example', null, null, 'Bo Ost'),
    ('hubspot:3', 'new@nest.example', null, null, 'Ann Other'),
    ('hubspot:4', 'gone@x.example', null, null, 'Gone One'))
    as people (source_key, email, secondary_emails, merged_source_keys, full_name)
    cross join (select timestamp '2020-01-01' as created_at, timestamp '2020-02-01' as updated_at);
create table conformed.identity_people as select unnest(['hubspot:1', 'hubspot:2', 'hubspot:3'])
    as source_key, unnest(['p1', 'p2', 'p3']) as person_key;
create table conformed.people as select unnest(['p1', 'p2', 'p3']) as person_key,
    null::varchar as account_key, timestamp '2020-01-01' as created_at,
    null::timestamp as lead_at, null::timestamp as assigned_at;
create table conformed.touches as select 'p3' as person_key, timestamp '2026-11-01' as occurred_at;
create table conformed.opportunities as select 'd' as opportunity_key, null::varchar as account_key,
    null::timestamp as closed_at;
create table conformed.opportunity_people as select 'd' as opportunity_key, 'p2' as person_key;
create table conformed.accounts as select 'a' as account_key, null::timestamp as customer_since,
    null::timestamp as lost_at;
create table raw_hubspot.contacts as select * from (values
    ('1', ' Old@Nest.example', 'Old.Home@gmail.com;new@nest.example', 'Cleo', '', '+33 1', 3),
    ('2', 'deal@nest.example', null, 'Bo', 'Ost', '+33 2', 3),
    ('3', 'new@nest.example', null, 'Ann', 'Other', null, 3),
    ('4', 'gone@x.example', null, 'Gone', 'One', null, 3)) as contacts
    (id, email, hs_additional_emails, firstname, lastname, phone, hubspotscore)
    cross join (select null::varchar as hs_merged_object_ids);
create table raw_hubspot.form_submissions as select * from (values
    ('c1', 'OLD@nest.example', '1', '/'), ('c2', 'new@nest.example', '3', '/?by=Cleo Anary'))
    as submissions (conversion_id, email, contact_id, page_url);
"""


def company_in(folder: Path, days: int | None) -> Company:
    settings = Settings(data_dir=folder)
    settings.dlt_dir.joinpath("hubspot").mkdir(parents=True, exist_ok=True)
    profile = Profile.model_validate(
        {"name": "Real", "sources": {"hubspot": True}, "privacy": {"raw_personal_days": days}}
    )
    return Company(settings, profile, CompanyClock(DAY, DAY, is_live=False))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(BUILT)
    return tmp_path


def rows(folder: Path, table: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        found: list[tuple[Any, ...]] = connection.execute(
            f"select * from raw_hubspot.{table} order by 1"
        ).fetchall()
        return found


def test_who_was_silent_is_emptied_and_all_others_stay(folder: Path) -> None:
    before = rows(folder, "contacts")
    company = company_in(folder, days=365)
    assert empty_old(company, "hubspot") == 9
    hashed = read_emptied(folder).pseudonym
    old, deal, new, gone = rows(folder, "contacts")
    secondary = f"{hashed('old.home@gmail.com')};new@nest.example"
    # What figures read is as it was: what is there and what not, the domain, the score.
    assert old == ("1", f" {hashed(OLD)}", secondary, EMPTIED, "", EMPTIED, 3, None)
    assert hashed(OLD).endswith("@nest.example")
    assert [deal, new] == before[1:3]
    assert gone[1:4] == (hashed(GONE), None, EMPTIED)
    # One address, however it was spelled, is one person still.
    first, second = rows(folder, "form_submissions")
    assert first[1] == hashed(OLD)
    assert second[1] == NEW
    assert "Cleo" not in second[3]
    assert not (company.settings.dlt_dir / "hubspot").exists()
    stored = (folder / "emptied.json").read_text(encoding="utf-8")
    assert "nest" not in stored
    assert (folder / "emptied.json").stat().st_mode & 0o777 == 0o600
    # Nothing is left to do, and nothing is hashed twice.
    assert empty_old(company, "hubspot") == 0


def test_fields_are_kept_unless_the_profile_says_otherwise(folder: Path) -> None:
    before = rows(folder, "contacts")
    assert empty_old(company_in(folder, days=None), "hubspot") == 0
    assert rows(folder, "contacts") == before
    assert not (folder / "emptied.json").exists()


def test_what_a_restore_or_a_full_reload_brings_back_is_emptied_again(folder: Path) -> None:
    company = company_in(folder, days=365)
    empty_old(company, "hubspot")
    kept = rows(folder, "contacts")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("drop schema raw_hubspot cascade; drop schema conformed cascade")
        connection.execute(BUILT)
    # Also where the setting was taken out meanwhile: who is on the list stays on it.
    assert empty_old(replace(company, profile=company_in(folder, None).profile), "hubspot") == 9
    assert rows(folder, "contacts") == kept


def test_who_was_emptied_can_still_be_forgotten_by_the_address(folder: Path) -> None:
    empty_old(company_in(folder, days=365), "hubspot")
    warehouse, columns = folder / "warehouse.duckdb", personal_columns()
    person = find_person(warehouse, columns, GONE)
    assert person.keys == {"hubspot:4"}
    assert person.emails == {GONE, read_emptied(folder).pseudonym(GONE)}
    assert not person.names | person.phones


def test_a_load_empties_before_anything_is_written() -> None:
    emptied = Emptied(KEY).with_people([("key", "crm:1"), ("email", OLD), ("name", "Cleo Anary")])
    personal = {
        "people": Personal(
            is_person=True, about="id:id email:email", names="name", details="phone", ids="cookie"
        ),
        "notes": Personal(texts="title"),
    }
    emptying = Emptying("crm", personal, emptied)
    page = pa.table(
        {
            "id": [1, 2],
            "email": ["old+news@nest.example", NEW],
            "name": ["Cleo Anary", "Ann"],
            "phone": [None, "1"],
            "cookie": ["x", "y"],
        }
    )
    tagged = emptied.pseudonym("old+news@nest.example")
    assert emptying.clean(page, "people").to_pylist() == [
        {"id": 1, "email": tagged, "name": EMPTIED, "phone": None, "cookie": "x"},
        {"id": 2, "email": NEW, "name": "Ann", "phone": "1", "cookie": "y"},
    ]
    # Where the profile strips tags, both are one person as before.
    assert tagged.split("+")[0] + "@nest.example" == emptied.pseudonym(" OLD@nest.example")
    [note] = emptying.clean(pa.table({"title": ["Call with cleo anary"]}), "notes").to_pylist()
    assert "anary" not in note["title"]


def test_a_damaged_list_stops_loads(tmp_path: Path) -> None:
    write_emptied(tmp_path, Emptied(KEY).with_people([("email", OLD)]))
    assert read_emptied(tmp_path).people.knows("email", OLD.upper())
    (tmp_path / "emptied.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"emptied\.json can't be read"):
        read_emptied(tmp_path)
