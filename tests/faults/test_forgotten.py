"""A person who was forgotten is nowhere afterwards, and does not come back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from ingestion.forgotten import FORGOTTEN_FILE, read_forgotten
from orchestration.build import gate as gates
from orchestration.build.checks import build_phases
from orchestration.build.errors import GateError
from orchestration.build.gate import Gate
from orchestration.company.context import Company
from orchestration.recovery.backup import make_backup
from orchestration.recovery.doctor import examine
from orchestration.recovery.errors import RecoveryError
from orchestration.recovery.findings import State
from orchestration.recovery.forgetting.forget import forget
from orchestration.recovery.forgetting.report import Outcome, lines_of
from orchestration.recovery.repair import repair
from orchestration.recovery.restore import restore
from publishing import Retention, publish
from tests.orchestration.people_folder import (
    ADDRESS,
    DAY,
    SECOND,
    WORDS,
    people_company,
    people_folder,
)
from tests.orchestration.small_folder import state
from tests.orchestration.sweep import places_with

pytestmark = pytest.mark.fault(39)


def quiet(_line: str) -> None:
    """Show nothing."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    company = people_folder(folder)
    make_backup(company, folder / "elsewhere", quiet)
    return folder


@pytest.fixture
def company(first: Path, tmp_path: Path) -> Company:
    shutil.copytree(first, tmp_path / "company", symlinks=True)
    return people_company(tmp_path / "company")


def forgotten(company: Company, wanted: str = ADDRESS) -> tuple[Outcome, str]:
    done, report = forget(company, wanted, quiet, dry=False, with_backups=False)
    assert report is not None
    return done, report.read_text(encoding="utf-8")


def rows(company: Company, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(company.settings.warehouse_path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def without_lock(files: dict[str, tuple[int, bytes]]) -> dict[str, tuple[int, bytes]]:
    return {name: it for name, it in files.items() if not name.endswith("writer.lock")}


def gate_of(company: Company) -> Gate:
    return Gate(company.settings.warehouse_path, build_phases(company), "run-3")


@pytest.mark.parametrize("wanted", [ADDRESS, SECOND.upper(), "hubspot:101", "zendesk:7"])
def test_no_byte_of_the_person_is_left_whatever_they_are_named_by(
    company: Company, wanted: str
) -> None:
    folder = company.settings.data_dir
    assert len(places_with(folder, WORDS)) > 15
    _, report = forgotten(company, wanted)
    assert places_with(folder, WORDS) == []
    assert not any(word in report for word in (*WORDS, "101", "hubspot:"))
    assert not company.settings.dev_warehouse.exists()
    assert not company.settings.dlt_dir.exists()


def test_rows_go_with_the_person_and_others_stay(company: Company) -> None:
    done, _ = forgotten(company)
    assert rows(company, "select id from raw_hubspot.contacts") == [("102",)]
    assert rows(company, "select object_id from raw_hubspot.contacts_property_history") == [
        ("102",)
    ]
    assert rows(company, "select to_id from raw_hubspot.calls_to_contacts") == [("102",)]
    events = "select recipient from raw_hubspot.email_events"
    assert rows(company, events) == [("b@nest.example",)]
    assert rows(company, "select id from raw_zendesk.users") == [(8,)]
    # A ticket is the company's own record, and counts as before: it only names nobody.
    tickets = "select id, requester_id, submitter_id from raw_zendesk.tickets order by 1"
    assert rows(company, tickets) == [(70, None, 8), (71, 8, None)]
    assert rows(company, "select hs_call_title from raw_hubspot.calls") == [
        ("Call with [forgotten]",)
    ]
    submissions = "select email, page_url from raw_hubspot.form_submissions"
    assert rows(company, submissions) == [("b@nest.example", "/?from=[forgotten]&to=[forgotten]")]
    assert rows(company, "select lead_source_key from snapshots.snapshot_people") == [
        ("hubspot:102",)
    ]
    assert rows(company, "from mine.notes") == [("of my own",)]
    assert done.records == 2
    assert done.warehouse.rows["raw_hubspot.contacts_property_history"] == 2
    assert done.warehouse.cells["raw_zendesk.tickets"] == 1


def test_a_dry_run_counts_the_same_and_changes_nothing(company: Company) -> None:
    before = state(company.settings.data_dir)
    done, report = forget(company, ADDRESS, quiet, dry=True, with_backups=True)
    assert report is None
    assert without_lock(state(company.settings.data_dir)) == without_lock(before)
    real, _ = forgotten(company)
    assert (real.warehouse.rows, real.warehouse.cells) == (
        done.warehouse.rows,
        done.warehouse.cells,
    )
    assert real.files.hidden == done.files.hidden
    assert not any(word in line for line in lines_of(done, dry=True) for word in WORDS)


def test_what_was_changed_on_purpose_is_sealed_and_the_rest_is_built_anew(company: Company) -> None:
    forgotten(company)
    gate = gate_of(company)
    gate.require("load hubspot", "load zendesk")
    assert gate.must_rebuild("build")
    with pytest.raises(GateError, match="a person was forgotten"):
        gate.require("build")
    with gate.phase("build"):
        pass


def test_what_somebody_else_had_changed_before_is_not_accepted_by_it(company: Company) -> None:
    with duckdb.connect(str(company.settings.warehouse_path)) as connection:
        connection.execute("update raw_hubspot.contacts set company = 'Other' where id = '102'")
    forgotten(company)
    with pytest.raises(GateError, match=r"raw_hubspot\.contacts"):
        gate_of(company).require("load hubspot")


def test_killed_while_the_file_is_put_in_place_it_is_done_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(gates, "write_seal", killed)
        with pytest.raises(KeyboardInterrupt):
            forgotten(company)
    gate_of(company).require("load hubspot", "load zendesk")
    forgotten(company)
    assert places_with(company.settings.data_dir, WORDS) == []
    gate_of(company).require("load hubspot", "load zendesk")


def test_the_companys_own_people_are_refused(company: Company) -> None:
    for wanted in ("rep@us.example", "agent@us.example", "zendesk:8"):
        with pytest.raises(RecoveryError, match="own people"):
            forgotten(company, wanted)
    for unknown in ("Cleo", "elsewhere:101"):
        with pytest.raises(RecoveryError, match="e-mail address, or a source"):
            forgotten(company, unknown)
    assert not (company.settings.data_dir / FORGOTTEN_FILE).exists()


def test_somebody_who_is_not_there_is_kept_out_all_the_same(company: Company) -> None:
    before = company.settings.warehouse_path.read_bytes()
    done, _ = forgotten(company, "nobody@nest.example")
    assert done.warehouse.is_nothing
    assert company.settings.warehouse_path.read_bytes() == before
    assert read_forgotten(company.settings.data_dir).knows("email", "nobody@nest.example")


def test_publications_with_the_persons_key_go_as_soon_as_they_can(company: Company) -> None:
    published = company.settings.published_dir
    older, current = sorted(it.name for it in (published / "versions").iterdir())
    done, _ = forgotten(company)
    assert (done.publications, done.current) == ([older], current)
    assert (published / "accord.duckdb").is_file()
    unwanted = read_forgotten(company.settings.data_dir).publications
    assert unwanted == {current}
    with duckdb.connect(str(company.settings.warehouse_path)) as connection:
        connection.execute(
            "create schema kpi; create schema marts;"
            "create table kpi.kpi_catalog as select 'revenue' as kpi_id;"
            "create table kpi.kpi_values as select 'revenue' as kpi_id, 1.0::double as value;"
            "create table marts.fct_funnel as select 'p_2' as person_key"
        )
    made = publish(
        company.settings.warehouse_path,
        published,
        "run-3",
        DAY,
        retention=Retention(unwanted=unwanted),
    )
    assert [it.name for it in (published / "versions").iterdir()] == [made.version]


def test_a_back_up_of_before_does_not_bring_the_person_back(company: Company) -> None:
    settings = company.settings
    (backup,) = (settings.company.parent / "elsewhere").iterdir()
    forgotten(company)
    shutil.rmtree(settings.data_dir / "published")
    report = restore(company, backup, quiet)
    assert "were left out" in report.read_text(encoding="utf-8")
    assert rows(company, "select id from raw_hubspot.contacts") == [("102",)]
    assert read_forgotten(settings.data_dir).knows("email", ADDRESS)
    # Names in its reports can't be found again; addresses can, in the run history too.
    assert places_with(settings.data_dir, WORDS, {"damaged", "reports"}) == []
    assert places_with(settings.data_dir / "reports", [ADDRESS, SECOND]) == []
    gate_of(company).require("load hubspot", "load zendesk")
    # A back-up keeps the list, for a folder that has none.
    again = make_backup(company, settings.company.parent / "later", quiet)
    shutil.rmtree(settings.data_dir)
    restore(company, again, quiet)
    assert read_forgotten(settings.data_dir).knows("email", ADDRESS)


def test_a_repair_from_a_back_up_does_not_bring_the_person_back_either(company: Company) -> None:
    settings = company.settings
    make_backup(company, settings.data_dir / "backups", quiet)
    forgotten(company)
    settings.warehouse_path.write_bytes(b"nothing")
    repaired = repair(company, quiet)
    assert [line for line in repaired.done if "who were forgotten left out" in line]
    assert rows(company, "select id from raw_hubspot.contacts") == [("102",)]
    assert places_with(settings.data_dir, WORDS, {"backups", "damaged"}) == []


def test_a_list_that_can_not_be_read_is_seen(company: Company) -> None:
    def found() -> list[State]:
        return [it.state for it in examine(company) if it.what == "forgotten people"]

    assert found() == []
    forgotten(company)
    assert found() == [State.WHOLE]
    (company.settings.data_dir / FORGOTTEN_FILE).write_text("{")
    assert found() == [State.WRONG]
    with pytest.raises(RecoveryError, match="from the last back-up"):
        forget(company, ADDRESS, quiet, dry=False, with_backups=False)


def test_back_ups_are_named_and_removed_on_request(company: Company) -> None:
    backups = company.settings.data_dir / "backups"
    make_backup(company, backups, quiet)
    done, _ = forgotten(company)
    assert [line for line in done.kept if str(backups) in line]
    forget(company, ADDRESS, quiet, dry=False, with_backups=True)
    assert list(backups.iterdir()) == []


def test_a_history_that_names_the_person_can_still_be_read(company: Company) -> None:
    forgotten(company)
    history = company.settings.dagster_home / "history" / "runs.db"
    with closing(sqlite3.connect(history)) as connection:
        events = connection.execute("select event from event_logs order by id").fetchall()
    assert events == [('{"error": "no such contact: ***"}',), ("fine",)]
