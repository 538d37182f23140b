"""`accord doctor` names what is damaged; `--repair` makes it again from what can be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from orchestration.build.damage import damage_of
from orchestration.build.identity import HEADER_BYTES
from orchestration.company.context import Company
from orchestration.company.folder import note_loaded
from orchestration.recovery.backup import make_backup
from orchestration.recovery.doctor import examine
from orchestration.recovery.errors import RecoveryError
from orchestration.recovery.findings import State
from orchestration.recovery.rebuild import records_in
from orchestration.recovery.repair import Repair, repair
from tests.faults.test_damaged_warehouse import BLOCK, flip_in_the_log, write
from tests.orchestration.small_folder import DAY, company_in, lasting, small_folder, state
from tests.publishing.test_publishing import published_value

ALL = {"raw_hubspot.deals": 50000, "raw_hubspot._dlt_loads": 1, "snapshots.snapshot_people": 50000}
Damage = Callable[[Company], None]


def quiet(_line: str) -> None:
    """Show nothing."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    small_folder(folder)
    return folder


@pytest.fixture
def company(first: Path, tmp_path: Path) -> Company:
    shutil.copytree(first, tmp_path / "company", symlinks=True)
    company = company_in(tmp_path / "company")
    published = company.settings.published_dir
    (published / "accord.duckdb").unlink()
    os.link(published / "current/accord.duckdb", published / "accord.duckdb")
    return company


def flip(table: str) -> Damage:
    """Return what flips bits in the first block of a table."""

    def damage(company: Company) -> None:
        warehouse = company.settings.warehouse_path
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            found = connection.execute(
                f"select max(block_id) from pragma_storage_info('{table}') where block_id >= 0"
            ).fetchall()
        write(warehouse, HEADER_BYTES + found[0][0] * BLOCK + 9000, b"\xa5\x5a\xa5\x5a")

    return damage


def zero_header(company: Company) -> None:
    write(company.settings.warehouse_path, 0, bytes(HEADER_BYTES))


def cut(company: Company) -> None:
    os.truncate(company.settings.warehouse_path, HEADER_BYTES + BLOCK // 2)


def damage_log(company: Company) -> None:
    flip_in_the_log(company.settings.warehouse_path)


def of(findings_for: Company, what: str) -> State:
    return next(it.state for it in examine(findings_for) if it.what == what)


def repaired(company: Company) -> Repair:
    """Repair; nothing that is damaged is left, and readers had their figures all the time."""
    assert of(company, "warehouse") is State.WRONG
    value = published_value(company.settings.published_dir)
    done = repair(company, quiet)
    assert done.needs_run
    assert done.report is not None
    assert damage_of(company.settings.warehouse_path) == ""
    assert published_value(company.settings.published_dir) == value
    (aside,) = (company.settings.data_dir / "damaged").iterdir()
    assert (aside / "warehouse.duckdb").is_file()
    return done


@pytest.mark.fault(31)
@pytest.mark.parametrize("damage", [flip("kpi.kpi_values"), damage_log], ids=["kpi", "log"])
def test_what_lasts_is_taken_from_the_damaged_file_where_it_is_whole(
    company: Company, damage: Damage
) -> None:
    damage(company)
    repaired(company)
    assert lasting(company.settings.warehouse_path) == ALL
    with duckdb.connect(str(company.settings.warehouse_path)) as connection:
        tables = connection.execute("select schema_name from duckdb_tables()").fetchall()
        nullable = connection.execute(
            "select is_nullable from duckdb_columns() where column_name = 'id'"
        ).fetchall()
    # Everything else is built anew by the run that follows.
    assert {row[0] for row in tables} == {"raw_hubspot", "snapshots"}
    assert nullable == [(False,)]


@pytest.mark.fault(31)
@pytest.mark.parametrize("damage", [zero_header, cut])
def test_the_back_up_has_what_the_damaged_file_has_not(company: Company, damage: Damage) -> None:
    make_backup(company, company.settings.data_dir / "backups", quiet)
    (company.settings.dlt_dir / "hubspot" / "load").mkdir(parents=True)
    damage(company)
    done = repaired(company)
    assert lasting(company.settings.warehouse_path) == ALL
    assert sum("from the back-up of " in line for line in done.done) == 2
    # Its packages go on from where the damaged file was.
    assert not (company.settings.dlt_dir / "hubspot").exists()


@pytest.mark.fault(31)
def test_each_part_comes_from_the_first_file_that_has_it_whole(company: Company) -> None:
    make_backup(company, company.settings.data_dir / "backups", quiet)
    flip("raw_hubspot.deals")(company)
    done = repaired(company)
    assert lasting(company.settings.warehouse_path) == ALL
    said = "\n".join(done.done)
    # The row that dlt notes of its load is no record.
    assert "raw_hubspot: 50000 rows from the back-up" in said
    assert "snapshots.snapshot_people: 50000 rows from the damaged file" in said


@pytest.mark.fault(31)
def test_without_a_back_up_the_report_says_what_is_lost(company: Company) -> None:
    zero_header(company)
    done = repaired_without_any(company)
    said = "\n".join(done.done)
    assert "raw_hubspot: loaded in full again from the vendor" in said
    assert "snapshots.snapshot_people: lost, with 50000 rows" in said
    assert done.report is not None
    assert "lost, with 50000 rows" in done.report.read_text(encoding="utf-8")


def repaired_without_any(company: Company) -> Repair:
    done = repair(company, quiet)
    assert not company.settings.warehouse_path.exists()
    assert published_value(company.settings.published_dir) == 1.0
    return done


@pytest.mark.fault(31)
def test_a_publication_and_a_run_history_are_repaired_too(company: Company) -> None:
    settings = company.settings
    (settings.published_dir / "accord.duckdb").unlink()
    (settings.dagster_home / "history" / "runs.db").write_bytes(b"nothing" * 1000)
    assert of(company, "publication") is State.WRONG
    assert of(company, "run history") is State.WRONG
    done = repair(company, quiet)
    assert not done.needs_run
    assert published_value(settings.published_dir) == 1.0
    assert of(company, "publication") is State.WHOLE
    assert of(company, "run history") is State.WHOLE


@pytest.mark.fault(31)
def test_a_publication_of_which_nothing_is_left_is_published_anew(company: Company) -> None:
    shutil.rmtree(company.settings.published_dir)
    assert of(company, "publication") is State.WRONG
    assert repair(company, quiet).needs_run


def test_a_whole_folder_is_left_as_it_is(company: Company) -> None:
    before = state(company.settings.data_dir)
    findings = examine(company)
    assert State.WRONG not in {it.state for it in findings}
    assert state(company.settings.data_dir) == before
    assert repair(company, quiet).done == ()


def test_a_folder_that_is_not_ours_or_of_a_later_day_is_wrong(company: Company) -> None:
    later = replace(company.clock, as_of=DAY.replace(year=2027))
    note_loaded(company.settings, company.profile, later)
    assert of(company, "data folder") is State.WRONG


def test_a_clock_that_is_behind_is_wrong(company: Company) -> None:
    os.utime(company.settings.data_dir / "company.json", (4e9, 4e9))
    assert of(company, "clock") is State.WRONG


def test_while_a_run_writes_the_warehouse_is_not_looked_at(company: Company) -> None:
    program = (
        "import sys; from pathlib import Path; from orchestration.build.lock import RunLock\n"
        "with RunLock(Path(sys.argv[1]), 'run 1', 0): print(1, flush=True); input()"
    )
    data_dir = company.settings.data_dir
    with subprocess.Popen(
        [sys.executable, "-c", program, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout
        writer.stdout.readline()
        found = {it.what: it for it in examine(company)}
        assert "run 1" in found["run lock"].detail
        assert "warehouse" not in found
        writer.communicate("\n")


def test_the_command_exits_with_one_while_something_is_wrong(company: Company) -> None:
    zero_header(company)
    environment = {
        **os.environ,
        "ACCORD_COMPANY": str(company.settings.company),
        "ACCORD_DATA_DIR": str(company.settings.data_dir),
        "ACCORD_AS_OF": DAY.isoformat(),
    }
    command = [sys.executable, "-m", "orchestration.cli", "doctor"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "accord doctor --repair" in done.stdout
    command += ["--repair", "--no-run"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "snapshots.snapshot_people: lost" in done.stdout


@pytest.mark.fault(30)
def test_too_little_room_is_wrong_before_a_run_fails(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of(company, "disk") is State.WHOLE
    usage = shutil.disk_usage(company.settings.data_dir)._replace(free=1_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage)
    assert of(company, "disk") is State.WRONG
    with pytest.raises(RecoveryError, match="make room, or give another folder"):
        make_backup(company, company.settings.data_dir / "backups", quiet)


def test_what_dlt_notes_of_its_loads_is_no_record_that_is_missed() -> None:
    assert records_in({"raw_crm.deals": 7, "raw_crm._dlt_loads": 12}) == 7
