"""`accord dev-data`: what the development warehouse gets, and that production only gives."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.build.dev_data import DevData, DevDataError, refresh
from orchestration.build.lock import RunLock, RunLockError
from orchestration.company.context import Company, load_company
from orchestration.dbt import command as dbt_command


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    """The demo company with a production warehouse of two deals, built and passed."""
    monkeypatch.setattr(dbt_command, "DBT_PROJECT_DIR", tmp_path / "project")
    where = {"data_dir": tmp_path / "data", "dev_warehouse": tmp_path / "dev" / "warehouse.duckdb"}
    found = load_company()
    settings = found.settings.model_copy(update={**where, "lock_wait_seconds": 0})
    (tmp_path / "data").mkdir()
    write(
        settings.warehouse_path,
        """
        create schema raw_crm;
        create table raw_crm.deals as select unnest([1, 2]) as id, unnest([100, 200]) as amount;
        create schema marts;
        create table marts.fct_deals as from raw_crm.deals;
        create schema quality;
        create table quality.check_results as select 'c' as check_id;
        create view marts.dim_deals as from warehouse.raw_crm.deals;
        create table quality.gate as select 'build' as phase, 'passed' as state;
        """,
    )
    return replace(found, settings=settings)


def write(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def read(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def refreshed(company: Company) -> DevData:
    return refresh(company, lambda _holder: None, lambda _done, _size: None)


def test_development_has_productions_tables_but_not_its_gate(company: Company) -> None:
    production = company.settings.warehouse_path
    before = sha256(production.read_bytes()).hexdigest()
    made = refreshed(company)
    assert made.raw_rows == 2
    assert read(made.path, "select sum(amount) from raw_crm.deals") == [(300,)]
    assert read(made.path, "select count(*) from marts.fct_deals") == [(2,)]
    assert read(made.path, "select count(*) from marts.dim_deals") == [(2,)]
    assert read(made.path, "select check_id from quality.check_results") == [("c",)]
    assert read(made.path, "from duckdb_tables() select table_name where table_name = 'gate'") == []
    assert sha256(production.read_bytes()).hexdigest() == before


def test_a_refresh_replaces_what_a_developer_built(company: Company) -> None:
    dev = refreshed(company).path
    write(dev, "update raw_crm.deals set amount = 0; create table marts.mine as select 1 as one")
    write(company.settings.warehouse_path, "insert into raw_crm.deals values (3, 300)")
    refreshed(company)
    assert read(dev, "select sum(amount) from raw_crm.deals") == [(600,)]
    names = read(dev, "from duckdb_tables() select table_name where schema_name = 'marts'")
    assert names == [("fct_deals",)]
    assert sorted(path.name for path in dev.parent.iterdir()) == ["warehouse.duckdb"]


def test_what_a_killed_run_left_in_the_log_is_copied(company: Company) -> None:
    production = company.settings.warehouse_path
    killed = (
        f"import duckdb, os; c = duckdb.connect({str(production)!r}); "
        "c.execute('insert into raw_crm.deals values (3, 300)'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert production.with_name("warehouse.duckdb.wal").is_file()
    assert read(refreshed(company).path, "select sum(amount) from raw_crm.deals") == [(600,)]


def test_nothing_is_copied_while_a_run_writes(company: Company) -> None:
    dev = refreshed(company).path
    write(dev, "create table marts.mine as select 1 as one")
    with (
        RunLock(company.settings.data_dir, "run 7", 0),
        pytest.raises(RunLockError, match=r"run 7 .* is still writing"),
    ):
        refreshed(company)
    assert read(dev, "from marts.mine") == [(1,)]


def test_a_file_that_another_program_has_open_is_not_replaced(company: Company) -> None:
    dev = refreshed(company).path
    held = (
        f"import duckdb, sys; c = duckdb.connect({str(dev)!r}); print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(DevDataError, match="close the program that has it open"):
            refreshed(company)
        other.communicate("\n")
    assert refreshed(company).raw_rows == 2


def test_without_production_it_says_what_to_run(company: Company) -> None:
    company.settings.warehouse_path.unlink()
    with pytest.raises(DevDataError, match="load it first with `accord run`"):
        refreshed(company)


def test_a_copy_under_another_name_is_refused(company: Company) -> None:
    elsewhere = company.settings.dev_warehouse.with_name("mine.duckdb")
    settings = company.settings.model_copy(update={"dev_warehouse": elsewhere})
    with pytest.raises(DevDataError, match="only in a file named warehouse"):
        refreshed(replace(company, settings=settings))


def test_dbt_parses_again_when_the_companys_variables_changed(company: Company) -> None:
    refreshed(company)
    package = dbt_command.DBT_PROJECT_DIR / "dbt_packages" / "company" / "dbt_project.yml"
    first = package.read_text()
    refreshed(company)
    assert package.read_text() == first
    later = replace(company, profile=company.profile.model_copy(update={"time_zone": "UTC"}))
    refreshed(later)
    assert package.read_text() != first
