"""The day after: an older folder, upgraded by the run itself, gives a fresh load's figures."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.upgrade.folder import Folder

#: The export of this day is in the fixture, and no run of the release has seen it.
NEXT_DAY = date(2026, 4, 1)
KEY = ("kpi_id", "variant", "grain", "period_start", "dimension", "dimension_value")
#: Of a figure, all but when and by which run it was computed.
FIGURE = (*KEY, "value", "numerator", "denominator", "previous_value", "target_value", "status")


def figures(folder: Folder) -> list[tuple[object, ...]]:
    return folder.query(
        f"select {', '.join(FIGURE)} from kpi.kpi_values order by all", folder.published
    )


def relations(folder: Folder) -> list[tuple[object, ...]]:
    """Return every table and view of the warehouse, dlt's own apart."""
    return folder.query(
        r"""
        select table_schema, table_name, table_type from information_schema.tables
        where table_name not like '\_dlt%' escape '\'
        order by all
        """
    )


@pytest.fixture(scope="module")
def older(left_behind: Folder, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The folder after the next day's run, which upgraded it while a reader was there."""
    folder = left_behind.copy_to(tmp_path_factory.mktemp("next_day") / "older")
    folder.take_export_of(NEXT_DAY)
    with duckdb.connect(str(folder.published), read_only=True) as reader:
        seen = reader.execute("select run_id from kpi.publication").fetchall()
        output = folder.accord("run", as_of=NEXT_DAY)
        assert reader.execute("select run_id from kpi.publication").fetchall() == seen
    assert "was written by Accord 0.1.0" in output
    return folder


@pytest.mark.soak
def test_the_run_of_the_next_day_upgrades_and_publishes(left_behind: Folder, older: Folder) -> None:
    assert older.query("select as_of from kpi.publication", older.published) == [(NEXT_DAY,)]
    assert len(figures(older)) > 1000
    kept_versions(left_behind, older)


@pytest.mark.soak
def test_the_next_day_is_that_of_a_fresh_load(older: Folder, tmp_path: Path) -> None:
    fresh = Folder(tmp_path / "fresh")
    shutil.copytree(older.path / "company", fresh.path / "company")
    # What dbt has parsed is of the project and the company, not of the data.
    shutil.copytree(older.data / "dbt", fresh.data / "dbt")
    fresh.accord("run", as_of=NEXT_DAY)
    assert figures(older) == figures(fresh)
    assert relations(older) == relations(fresh), "stale tables or views are left"


@pytest.mark.soak
def test_readers_can_have_the_publication_of_before(left_behind: Folder, older: Folder) -> None:
    former = (left_behind.data / "published" / "current").resolve().name
    assert former in older.accord("rollback")
    assert (older.data / "published" / "current").resolve().name == former


def kept_versions(before: Folder, now: Folder) -> None:
    """Each version that a snapshot had is still there; only its end may be known by now."""
    for table, key in (
        ("snapshot_opportunities", "opportunity_key"),
        ("snapshot_accounts", "account_key"),
        ("snapshot_people", "person_key"),
    ):
        rows = f"select {key}, dbt_valid_from from snapshots.{table} order by all"
        former, found = before.query(rows), now.query(rows)
        assert former
        assert set(former) <= set(found), table
        assert len(found) == len(set(found)), f"{table}: a version twice"
    # Deal d3 was won on the day after: one version more, made by this code.
    [(former_count,)] = before.query("select count(*) from snapshots.snapshot_opportunities")
    [(count,)] = now.query("select count(*) from snapshots.snapshot_opportunities")
    assert count > former_count
