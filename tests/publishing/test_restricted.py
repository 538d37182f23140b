"""Findings and figures per person are published apart, for a few, and in step with the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from publishing import publish, rollback
from publishing.manifest import damage_of
from tests.publishing.test_publishing import build_warehouse

AS_OF = date(2026, 11, 21)


def _findings(number: int) -> str:
    return f"""
        create schema if not exists integrity;
        create or replace table integrity.integrity_findings as
            select 'late:{number}' as finding_key, 'Created on 2026-11-0{number}' as evidence_en;
        create or replace table integrity.integrity_records as select 'ann' as owner_key;
        comment on column integrity.integrity_findings.evidence_en is 'What was found';
    """


def _published(tmp_path: Path, number: int, run_id: str) -> Path:
    warehouse = build_warehouse(tmp_path / "warehouse.duckdb", number, _findings(number))
    published = tmp_path / "published"
    published.mkdir(mode=0o755, exist_ok=True)
    publish(warehouse, published, run_id, AS_OF)
    return published


def _found(published: Path) -> list[tuple[str]]:
    file = published / "restricted" / "accord_restricted.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute("select finding_key from integrity.integrity_findings").fetchall()


def test_findings_are_in_the_restricted_file_alone(tmp_path: Path) -> None:
    published = _published(tmp_path, 1, "run-1")
    assert _found(published) == [("late:1",)]
    with duckdb.connect(str(published / "accord.duckdb"), read_only=True) as connection:
        schemas = connection.execute("select distinct schema_name from duckdb_tables()").fetchall()
    assert sorted(schemas) == [("kpi",), ("marts",)]
    assert not list((published / "parquet").rglob("*integrity*"))
    with duckdb.connect(
        str(published / "restricted/accord_restricted.duckdb"), read_only=True
    ) as one:
        names = one.execute("select table_name from duckdb_tables() order by 1").fetchall()
        said = one.execute(
            "select comment from duckdb_columns() where column_name = 'evidence_en'"
        ).fetchall()
        signed = one.execute("select run_id, as_of from integrity.publication").fetchall()
    # Not the records behind the findings.
    assert names == [("integrity_findings",), ("publication",)]
    assert said == [("What was found",)]
    assert signed == [("run-1", AS_OF)]


def test_only_the_owner_may_read_it_though_everybody_may_read_the_rest(tmp_path: Path) -> None:
    published = _published(tmp_path, 1, "run-1")
    folder = (published / "restricted").resolve()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "accord_restricted.duckdb").stat().st_mode & 0o777 == 0o600
    assert (published / "accord.duckdb").stat().st_mode & 0o777 == 0o644


def test_it_is_rolled_back_with_the_rest(tmp_path: Path) -> None:
    published = _published(tmp_path, 1, "run-1")
    _published(tmp_path, 2, "run-2")
    assert _found(published) == [("late:2",)]
    rollback(published)
    assert _found(published) == [("late:1",)]


def test_a_version_without_it_is_rolled_back_to_without_the_newer_findings(tmp_path: Path) -> None:
    published = tmp_path / "published"
    published.mkdir(mode=0o755)
    publish(build_warehouse(tmp_path / "warehouse.duckdb"), published, "run-1", AS_OF)
    assert not (published / "restricted").exists()
    _published(tmp_path, 2, "run-2")
    rollback(published)
    assert not (published / "restricted").is_symlink()


def test_a_changed_restricted_file_is_damage(tmp_path: Path) -> None:
    published = _published(tmp_path, 1, "run-1")
    version = (published / "current").resolve()
    assert damage_of(version) == ""
    with (version / "restricted" / "accord_restricted.duckdb").open("ab") as file:
        file.write(b"x")
    assert "accord_restricted.duckdb has" in damage_of(version)
