"""The gate compares what the tables hold: whoever changed one outside its phases is seen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.build import content
from orchestration.build.gate import Gate, GateError
from orchestration.build.seal import read_seal, seal_path

ORDER = ("load crm", "load desk", "raw checks", "build", "marts checks", "kpis")
#: What each phase writes; building again gives the same.
WORK = {
    "load crm": """
        create schema if not exists raw_crm; create schema if not exists raw_crm_staging;
        create or replace table raw_crm.deals as
            select range as id, 10 * range as amount, 'pack' as product, false as archived
            from range(100);
        create or replace table raw_crm.leads as select range as id from range(100);
        create or replace table raw_crm_staging.deals as select 1 as id;
    """,
    "load desk": """
        create schema if not exists raw_desk;
        create or replace table raw_desk.tickets as select range as id from range(50);
    """,
    "raw checks": """
        create schema if not exists quality;
        create table if not exists quality.check_results (check_id varchar, success boolean);
        insert into quality.check_results values ('raw_crm.deals.not_empty', true);
    """,
    "build": """
        create schema if not exists marts; create schema if not exists staging;
        create schema if not exists snapshots;
        create or replace view staging.stg_deals as select * from raw_crm.deals;
        create or replace table marts.fct_deals as
            select id, amount, product from staging.stg_deals;
        create or replace table marts.fct_leads as
            select id, 0::bigint as amount from raw_crm.leads;
        create table if not exists snapshots.snapshot_deals as
            select id, amount, date '2026-01-01' as valid_from from raw_crm.deals;
    """,
    "marts checks": "insert into quality.check_results values ('marts.fct_deals.not_empty', true)",
    "kpis": """
        create schema if not exists kpi;
        create or replace table kpi.kpi_values as
            select 'revenue' as kpi_id, sum(amount)::double as value from marts.fct_deals;
        create or replace view kpi.kpi_totals as select kpi_id, value from kpi.kpi_values;
    """,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "warehouse.duckdb"
    for phase in ORDER:
        work(path, phase)
    return path


@pytest.fixture
def warehouse(tmp_path: Path, built: Path) -> Path:
    """A copy with its seal: moved, and found to be what it was."""
    for file in (built, seal_path(built)):
        shutil.copy(file, tmp_path / file.name)
    path = tmp_path / built.name
    gate(path).require()
    return path


def gate(path: Path, run: str = "run-1") -> Gate:
    return Gate(path, ORDER, run)


def sql(path: Path, statements: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statements)


def work(path: Path, phase: str, run: str = "run-1", inputs: str = "rows") -> None:
    """Do a phase's work as a run does it."""
    with gate(path, run).phase(phase, inputs):
        sql(path, WORK[phase])


def heal(path: Path) -> None:
    """What the daily job does: load, then make what was not made from the same inputs."""
    run = gate(path, "run-2")
    for phase in ORDER:
        run.require_before(phase) if not phase.startswith("load ") else None
        if phase.startswith("load ") or run.made_from(phase, "rows") is None:
            work(path, phase, "run-2")
        else:
            run.pass_unchanged(phase)


def refusal(path: Path) -> str:
    with pytest.raises(GateError) as refused:
        gate(path, "monthly").require()
    return str(refused.value)


ANYBODY = [
    ("marts.fct_deals", "delete from marts.fct_deals", "0 rows instead of 100"),
    ("marts.fct_deals", "delete from marts.fct_deals where id = 7", "99 rows instead of 100"),
    ("marts.fct_deals", "truncate marts.fct_deals", "0 rows instead of 100"),
    ("marts.fct_deals", "update marts.fct_deals set amount = 1 where id = 7", "other values"),
    ("marts.fct_deals", "update marts.fct_deals set amount = 990 - amount", "other values"),
    ("marts.fct_deals", "insert into marts.fct_deals from marts.fct_deals limit 1", "101 rows"),
    ("marts.fct_deals", "alter table marts.fct_deals drop column product", "columns are others"),
    (
        "marts.fct_deals",
        "alter table marts.fct_deals alter amount type double",
        "columns are others",
    ),
    ("marts.fct_leads", "drop table marts.fct_leads", "it is gone"),
    (
        "marts.fct_leads",
        "alter table marts.fct_leads rename to fct_old; "
        "create table marts.fct_leads as select id, amount from marts.fct_deals; "
        "drop table marts.fct_old",
        "other values",
    ),
    (
        "staging.stg_deals",
        "create or replace view staging.stg_deals as select * from raw_crm.deals where id > 1",
        "statement is another",
    ),
    (
        "kpi.kpi_totals",
        "create or replace view kpi.kpi_totals as select kpi_id, 2 * value as value "
        "from kpi.kpi_values",
        "statement is another",
    ),
    ("kpi.kpi_values", "update kpi.kpi_values set value = 0", "other values"),
    ("quality.check_results", "update quality.check_results set success = false", "other values"),
]


@pytest.mark.parametrize(
    ("table", "change", "how"), ANYBODY, ids=[change for _, change, _ in ANYBODY]
)
def test_what_somebody_else_changed_is_named_and_built_again(
    warehouse: Path, table: str, change: str, how: str
) -> None:
    before = held(warehouse)
    sql(warehouse, change)
    message = refusal(warehouse)
    assert table in message
    assert how in message
    assert "accord run" in message
    maker = {"quality": "raw checks", "kpi": "kpis"}.get(table.split(".")[0], "build")
    # Known before the phase begins, as the step needs it, and as long as it has not passed.
    assert gate(warehouse).must_rebuild(maker)
    opened(warehouse, maker)
    assert gate(warehouse).must_rebuild(maker)
    heal(warehouse)
    assert not gate(warehouse).must_rebuild(maker)
    gate(warehouse, "run-2").require()
    if not table.startswith("quality"):
        assert held(warehouse) == before


def held(path: Path) -> dict[str, object]:
    """Every table but the gate's own and the checks', and the statements of the views."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where schema_name <> 'quality' "
            "union all select schema_name, view_name from duckdb_views() where not internal"
        ).fetchall()
        return {
            f"{schema}.{table}": sorted(connection.execute(f'from "{schema}"."{table}"').fetchall())
            for schema, table in tables
        }


LASTING = [
    ("raw_crm.deals", "update raw_crm.deals set amount = 1 where id = 7"),
    ("raw_crm.deals", "delete from raw_crm.deals where id = 7"),
    ("raw_crm.leads", "drop table raw_crm.leads"),
    ("snapshots.snapshot_deals", "update snapshots.snapshot_deals set amount = 0"),
]


@pytest.mark.parametrize(("table", "change"), LASTING, ids=[change for _, change in LASTING])
def test_what_no_run_can_make_again_is_refused_until_it_is_back_or_accepted(
    warehouse: Path, tmp_path: Path, table: str, change: str
) -> None:
    backup = tmp_path / "backup.duckdb"
    shutil.copy(warehouse, backup)
    sql(warehouse, change)
    damaged = tmp_path / "damaged.duckdb"
    shutil.copy(warehouse, damaged)
    for _ in range(2):
        # Asking twice is no way through.
        with pytest.raises(GateError, match=f"--accept {table}"):
            heal(warehouse)
    assert table in refusal(warehouse)
    backup.replace(warehouse)
    heal(warehouse)
    gate(warehouse, "run-3").require()
    damaged.replace(warehouse)
    assert table in refusal(warehouse)
    assert gate(warehouse, "run-4").accept(["another.table"]) == []
    assert gate(warehouse, "run-4").accept([table]) == [table]
    with pytest.raises(GateError):
        # What was made from the table is not what it was made from any more.
        gate(warehouse, "run-4").require()
    heal(warehouse)
    gate(warehouse, "run-4").require()
    [noted] = gate(warehouse, "run-4").accepted()
    assert (noted.table, noted.run_id) == (table, "run-4")


def test_a_copy_of_yesterday_is_not_today(warehouse: Path, tmp_path: Path) -> None:
    yesterday = tmp_path / "yesterday.duckdb"
    shutil.copy(warehouse, yesterday)
    with gate(warehouse, "run-2").phase("load crm"):
        sql(warehouse, "insert into raw_crm.deals values (100, 5, 'pack', false)")
    for phase in ORDER[2:]:
        work(warehouse, phase, "run-2", "more rows")
    shutil.copy(yesterday, warehouse)
    message = refusal(warehouse)
    assert "raw_crm.deals: 100 rows instead of 101" in message
    assert "kpi.kpi_values" in message


def test_a_whole_folder_brought_back_is_what_it_was(warehouse: Path, tmp_path: Path) -> None:
    for file in (warehouse, seal_path(warehouse)):
        shutil.copy(file, tmp_path / f"backup of {file.name}")
    sql(warehouse, "drop schema raw_crm cascade")
    with pytest.raises(GateError):
        heal(warehouse)
    for file in (warehouse, seal_path(warehouse)):
        shutil.copy(tmp_path / f"backup of {file.name}", file)
    gate(warehouse, "run-2").require()


def test_opening_the_file_changes_nothing(warehouse: Path) -> None:
    sql(
        warehouse, "create table main.scratch as select 1 as x; drop table main.scratch; checkpoint"
    )
    gate(warehouse, "run-2").require()


def test_a_log_that_somebody_left_is_seen(warehouse: Path) -> None:
    script = (
        f"import duckdb, os; c = duckdb.connect({str(warehouse)!r}); "
        "c.execute('pragma disable_checkpoint_on_shutdown'); "
        "c.execute('update kpi.kpi_values set value = 0'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert warehouse.with_name("warehouse.duckdb.wal").is_file()
    assert "kpi.kpi_values" in refusal(warehouse)


def test_the_copy_inside_takes_the_place_of_a_lost_seal(warehouse: Path) -> None:
    seal_path(warehouse).unlink()
    gate(warehouse, "run-2").require()
    seal_path(warehouse).unlink()
    sql(warehouse, "update marts.fct_deals set amount = 1 where id = 7")
    assert "marts.fct_deals" in refusal(warehouse)


def test_without_any_seal_nothing_counts_as_checked(warehouse: Path) -> None:
    seal_path(warehouse).unlink()
    sql(warehouse, "drop table quality.seal; delete from marts.fct_deals where id = 7")
    assert "build: open" in refusal(warehouse)
    assert gate(warehouse).made_from("build", "rows") is None
    assert gate(warehouse).must_rebuild("build")
    heal(warehouse)
    gate(warehouse).require()
    assert not gate(warehouse).must_rebuild("build")


@pytest.mark.parametrize("text", ["", "{", '{"format": 1}', '{"format": 99}', "[]"])
def test_a_broken_seal_vouches_for_nothing(warehouse: Path, text: str) -> None:
    sql(warehouse, "update marts.fct_deals set amount = 1 where id = 7")
    seal_path(warehouse).write_text(text)
    assert "marts.fct_deals" in refusal(warehouse)


def test_a_seal_of_another_file_does_not_fit(warehouse: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "warehouse.duckdb"
    other.parent.mkdir()
    shutil.copy(warehouse, other)
    sql(other, "update marts.fct_deals set amount = 1 where id = 7")
    shutil.copy(seal_path(warehouse), seal_path(other))
    assert "marts.fct_deals: other values" in refusal(other)


def test_states_written_by_hand_open_nothing(warehouse: Path) -> None:
    with pytest.raises(ValueError, match="null"), gate(warehouse, "run-2").phase("build", "rows"):
        raise ValueError("null in a key")
    sql(warehouse, "update quality.gate set state = 'passed', detail = ''")
    message = refusal(warehouse)
    assert "build: failed in run run-2" in message
    assert "kpis: open" in message


@pytest.mark.fault(31)
def test_a_file_cut_short_is_said_to_be_damaged(warehouse: Path) -> None:
    with warehouse.open("r+b") as file:
        file.truncate(warehouse.stat().st_size // 2)
    assert "is damaged" in refusal(warehouse)


def test_whoever_removes_the_file_begins_anew(warehouse: Path) -> None:
    warehouse.unlink()
    assert "load crm: has not run" in refusal(warehouse)
    heal(warehouse)
    gate(warehouse).require()


def test_what_no_phase_made_is_not_published(warehouse: Path) -> None:
    sql(warehouse, "create table marts.fct_guess as select 1 as x")
    assert "marts.fct_guess: no phase made it" in refusal(warehouse)
    sql(warehouse, "drop table marts.fct_guess")
    gate(warehouse).require()


def test_each_phase_sees_what_somebody_else_did_between(warehouse: Path) -> None:
    run = gate(warehouse, "run-2")
    with run.phase("load crm"):
        pass
    sql(warehouse, "delete from raw_desk.tickets")
    for phase in ORDER[2:]:
        with pytest.raises(GateError, match=r"raw_desk\.tickets: 0 rows instead of 50"):
            run.require_before(phase)


@pytest.mark.parametrize(
    "change", ["delete from marts.fct_deals where id = 7", "update marts.fct_deals set amount = 1"]
)
def test_what_somebody_else_did_while_the_kpis_were_built_is_seen(
    warehouse: Path, change: str
) -> None:
    with gate(warehouse, "run-2").phase("kpis", "rows"):
        sql(warehouse, WORK["kpis"])
        sql(warehouse, change)
    assert "marts.fct_deals" in refusal(warehouse)


def test_figures_that_somebody_changed_are_built_from_nothing(warehouse: Path) -> None:
    sql(warehouse, "update kpi.kpi_values set value = 0")
    assert gate(warehouse, "monthly").must_rebuild("kpis")
    # Also when a job began to build them and was killed.
    opened(warehouse, "kpis")
    assert gate(warehouse, "monthly").must_rebuild("kpis")


def test_nothing_is_trusted_that_a_killed_phase_left(warehouse: Path) -> None:
    assert not gate(warehouse).must_rebuild("kpis")
    opened(warehouse, "kpis")
    # No seal says what the table held: nobody could see this.
    sql(warehouse, "update kpi.kpi_values set value = 999999")
    run = gate(warehouse, "run-2")
    assert run.must_rebuild("kpis")
    work(warehouse, "kpis", "run-2")
    assert not run.must_rebuild("kpis")


def test_a_period_is_computed_from_what_was_built_for_it(warehouse: Path) -> None:
    monthly = gate(warehouse, "monthly")
    monthly.require_made_from("kpis", "rows")
    # The clock went on, and no daily run came: the month would lack its last days.
    with pytest.raises(GateError, match=r"raw checks, build, marts checks: not made from"):
        monthly.require_made_from("kpis", "rows of another day")
    work(warehouse, "build", "run-2", "rows of another day")
    with pytest.raises(GateError, match="marts checks: open"):
        monthly.require_made_from("kpis", "rows of another day")


def test_another_version_of_duckdb_forgets_no_change(warehouse: Path) -> None:
    sql(warehouse, "update raw_crm.deals set amount = 1 where id = 7")
    assert "raw_crm.deals: other values" in refusal(warehouse)
    seal = json.loads(seal_path(warehouse).read_text())
    seal_path(warehouse).write_text(json.dumps({**seal, "engine": "0.0.1"}))
    assert "raw_crm.deals: other values" in refusal(warehouse)
    sql(warehouse, "create schema another")
    assert "raw_crm.deals: other values" in refusal(warehouse)


def test_rows_of_a_source_that_is_off_are_not_changed_unseen(warehouse: Path) -> None:
    without_crm = Gate(warehouse, ORDER[1:], "run-2")
    sql(warehouse, "update raw_crm.deals set amount = 1 where id = 7")
    without_crm.require()
    assert "raw_crm.deals: other values" in refusal(warehouse)


def test_a_schema_of_ones_own_is_nobody_elses_business(warehouse: Path) -> None:
    sql(warehouse, "create schema mine; create table mine.notes as select 1 as note")
    work(warehouse, "build", "run-2")
    for phase in ORDER[4:]:
        work(warehouse, phase, "run-2")
    sql(warehouse, "insert into mine.notes values (2)")
    gate(warehouse).require()


def opened(path: Path, phase: str) -> None:
    """Begin a phase in a process that dies in it."""
    child = os.fork()
    if not child:
        with gate(path, "killed").phase(phase, "rows"):
            os._exit(0)
    os.waitpid(child, 0)


@pytest.mark.parametrize("phase", ORDER)
def test_a_killed_phase_did_not_pass_and_a_rerun_heals(warehouse: Path, phase: str) -> None:
    opened(warehouse, phase)
    if phase == "build":
        sql(warehouse, "delete from marts.fct_deals")
    assert f"{phase}: running in run killed" in refusal(warehouse)
    assert gate(warehouse).made_from(phase, "rows") is None
    heal(warehouse)
    gate(warehouse, "run-2").require()


@pytest.mark.parametrize("at", ["write_copy", "write_seal"])
def test_a_kill_between_the_last_write_and_the_seal(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    child = os.fork()
    if not child:
        with gate(warehouse, "killed").phase("build", "rows"):
            sql(warehouse, "delete from marts.fct_deals")
            monkeypatch.setattr(f"orchestration.build.gate.{at}", lambda *_: os._exit(0))
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert "build: running in run killed" in refusal(warehouse)
    heal(warehouse)
    gate(warehouse, "run-2").require()


def test_nothing_is_read_again_while_nobody_else_writes(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    hashes = content._hashes

    def counted(connection: object, relation: content.Relation, within: str) -> object:
        read.append(relation.label)
        return hashes(connection, relation, within)  # type: ignore[arg-type]

    monkeypatch.setattr(content, "_hashes", counted)
    gate(warehouse, "run-2").require()
    assert gate(warehouse, "run-2").made_from("build", "rows") == "run-1"
    assert read == []
    work(warehouse, "load desk", "run-2")
    assert read == ["raw_desk.tickets"]


def test_of_a_large_table_only_what_was_written_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "warehouse.duckdb"
    rows = "select range as id, range % 7 as amount, 'pack ' || range % 90 as product from range"

    def write(statements: str) -> None:
        with gate(path).phase("build", "rows"):
            sql(path, statements)

    write(f"create schema marts; create table marts.fct_days as {rows}(600_000)")
    read: list[str] = []
    hashes = content._hashes

    def counted(connection: object, relation: content.Relation, within: str) -> object:
        read.append(within)
        return hashes(connection, relation, within)  # type: ignore[arg-type]

    monkeypatch.setattr(content, "_hashes", counted)
    for statements in (
        f"insert into marts.fct_days {rows}(600_000, 600_010)",
        "delete from marts.fct_days where id = 130_000",
        "update marts.fct_days set amount = 9 where id = 5",
        "delete from marts.fct_days where id > 400_000 and amount = 3",
    ):
        read.clear()
        write(statements)
        assert 0 < len(read) < 5, statements
        found = read_seal(path)
        assert found is not None
        assert found.tables["marts.fct_days"].hash == fresh_hash(path), statements


def fresh_hash(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        [total] = connection.execute(
            "select sum(hash(id, amount, product)::hugeint) from marts.fct_days"
        ).fetchall()[0]
    return str(total)


def test_the_seal_is_a_file_that_people_can_read(warehouse: Path) -> None:
    seal = json.loads(seal_path(warehouse).read_text())
    assert seal["tables"]["marts.fct_deals"]["rows"] == 100
    assert seal["phases"]["build"]["made_by"] == "run-1"


def test_the_moment_of_publication_admits_no_other_writer(warehouse: Path) -> None:
    run = gate(warehouse, "run-2")
    run.require()
    run.require_untouched()
    sql(warehouse, "update kpi.kpi_values set value = 0")
    with pytest.raises(GateError, match="while it was being published"):
        run.require_untouched()
