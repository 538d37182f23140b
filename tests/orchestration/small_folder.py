"""A data folder as runs leave it, made in a second and without a run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb

from company import Profile
from orchestration.build.gate import Gate
from orchestration.company.clock import CompanyClock
from orchestration.company.context import Company
from orchestration.company.folder import claim_data_dir, note_loaded
from orchestration.company.release import require_current
from orchestration.company.settings import Settings
from publishing import publish
from tests.publishing.test_publishing import build_warehouse

DAY = date(2026, 11, 21)
ORDER = ("load hubspot", "build", "kpis")
LASTING = ("raw_hubspot.deals", "raw_hubspot._dlt_loads", "snapshots.snapshot_people")


def company_in(folder: Path) -> Company:
    """Return the company whose profile and data are in `folder`."""
    profile = Profile.model_validate({"name": "Real", "sources": {"hubspot": True}})
    settings = Settings(company=folder / "company.yml", data_dir=folder / "data")
    return Company(settings, profile, CompanyClock(DAY, DAY, is_live=False))


def small_folder(folder: Path) -> Company:
    """Return a company with figures, a publication, a run history and a report."""
    company = company_in(folder)
    settings, profile = company.settings, company.profile
    settings.company.write_text("name: Real\nsources: {hubspot: true}\n", encoding="utf-8")
    settings.data_dir.mkdir()
    require_current(settings.data_dir)
    claim_data_dir(settings, profile, company.clock)
    note_loaded(settings, profile, company.clock)
    fill(settings.warehouse_path)
    with Gate(settings.warehouse_path, ORDER, "run-1").phase("publication"):
        publish(settings.warehouse_path, settings.published_dir, "run-1", DAY)
    history = settings.dagster_home / "history"
    history.mkdir(parents=True)
    with closing(sqlite3.connect(history / "runs.db")) as connection:
        connection.execute("create table runs (run_id text)")
        connection.execute("insert into runs values ('run-1')")
        connection.commit()
    settings.reports_dir.mkdir()
    (settings.reports_dir / "latest.md").write_text("# fine", encoding="utf-8")
    return company


def fill(warehouse: Path) -> None:
    """Load, build and check; snapshots and raw tables of several blocks."""
    gate = Gate(warehouse, ORDER, "run-1")
    with gate.phase("load hubspot"), duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "create schema raw_hubspot;"
            "create table raw_hubspot.deals (id bigint not null, words varchar, _dlt_id varchar);"
            "insert into raw_hubspot.deals select range, md5(range::text), '1' from range(50000);"
            "create table raw_hubspot._dlt_loads as select '1' as load_id, 0 as status"
        )
    build_warehouse(warehouse)
    with gate.phase("build"), duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "create schema snapshots; create table snapshots.snapshot_people as "
            "select range as person, md5((range + 1)::text) as belief from range(50000)"
        )
    with gate.phase("kpis"):
        pass


def lasting(warehouse: Path) -> dict[str, int]:
    """Return the rows of each table that no run can make again."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {
            label: connection.execute(f"select count(*) from {label}").fetchall()[0][0]
            for label in LASTING
            if connection.execute(
                "select 1 from duckdb_tables() where schema_name || '.' || table_name = $1", [label]
            ).fetchall()
        }


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return what would show any change of a folder."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }
