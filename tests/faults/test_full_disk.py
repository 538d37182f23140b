"""The disk is full where a run writes: readers keep what they have, and the next try succeeds.

On a small file system of its own, which only root may mount; elsewhere these tests are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from company import Profile
from ingestion.run import load_source
from orchestration.build.damage import damage_of, remove_stillborn
from orchestration.build.gate import Gate
from orchestration.company.reserve import is_full_disk
from publishing import diagnose, publish
from tests.faults.small_disks import small_disk
from tests.publishing.test_publishing import AS_OF, build_warehouse, published_value

pytestmark = pytest.mark.fault(30)

PROFILE = Profile.model_validate({"name": "Test", "sources": {"planning": True}})
#: Random text, which no compression makes small.
LARGE = "select range as id, uuid()::varchar as words from range(400000)"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", megabytes=24) as folder:
        yield folder


def fill(disk: Path, leaving: int = 0) -> Path:
    """Fill the disk but for `leaving` bytes; return the file to remove."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(max(0, file.tell() - leaving))
    return filler


def test_in_the_middle_of_publishing(disk: Path, tmp_path: Path) -> None:
    warehouse, published = tmp_path / "warehouse.duckdb", disk / "published"
    publish(build_warehouse(warehouse), published, "run-1", AS_OF)
    large = f"create or replace table marts.fct_large as {LARGE}"
    build_warehouse(warehouse, 2.0, extra=large)
    for leaving in (0, 6_000_000):
        filler = fill(disk, leaving)
        with pytest.raises((duckdb.Error, OSError)) as raised:
            publish(warehouse, published, "run-2", AS_OF)
        assert is_full_disk(raised.value)
        assert published_value(published) == 1.0
        assert not diagnose(published, thorough=True).problems
        assert not (published / ".building").exists()
        filler.unlink()
    build_warehouse(warehouse, 2.0, extra="drop table marts.fct_large")
    publish(warehouse, published, "run-2", AS_OF)
    assert published_value(published) == 2.0


def test_in_the_warehouse_and_its_log(disk: Path) -> None:
    warehouse = disk / "warehouse.duckdb"
    gate = Gate(warehouse, ("load hubspot", "build"), "run-1")
    with gate.phase("load hubspot"), duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema raw_hubspot; create table raw_hubspot.deals (id int)")
        connection.execute("insert into raw_hubspot.deals select range from range(1000)")
    filler = fill(disk, leaving=3_000_000)

    def build() -> None:
        with gate.phase("build"), duckdb.connect(str(warehouse)) as connection:
            connection.execute("create schema if not exists marts")
            connection.execute(f"create or replace table marts.fct_large as {LARGE}")

    with pytest.raises((duckdb.Error, OSError)):
        build()
    assert damage_of(warehouse) == ""
    filler.unlink()
    gate.require("load hubspot")
    # The phase that was cut short passes when it is done again.
    with gate.phase("build"), duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema if not exists marts")
        connection.execute("create or replace table marts.fct_large as select 1 as id")
    gate.require()


@pytest.mark.parametrize("leaving", [4096, 8192, 12_288])
def test_while_the_first_run_makes_the_warehouse(disk: Path, leaving: int) -> None:
    warehouse = disk / "warehouse.duckdb"

    def load() -> None:
        gate = Gate(warehouse, ("load hubspot", "build"), "run-1")
        with gate.phase("load hubspot"), duckdb.connect(str(warehouse)) as connection:
            connection.execute("create schema if not exists raw_hubspot")
            connection.execute("create table raw_hubspot.deals as select 1 as id")

    filler = fill(disk, leaving)
    with pytest.raises((duckdb.Error, OSError)):
        load()
    filler.unlink()
    # DuckDB takes it for no database, and every later run was refused.
    assert damage_of(warehouse)
    assert not remove_stillborn(warehouse, AS_OF)
    assert remove_stillborn(warehouse, None)
    load()
    assert damage_of(warehouse) == ""
    assert not remove_stillborn(warehouse, None)


def test_where_queries_spill(disk: Path) -> None:
    warehouse = disk / "warehouse.duckdb"
    limits = {"memory_limit": "60MB", "threads": "1"}
    build_warehouse(warehouse)
    filler = fill(disk, leaving=200_000)
    with (
        pytest.raises(duckdb.Error),
        duckdb.connect(str(warehouse), config=limits) as connection,
    ):
        connection.execute(
            "create table sorted as select uuid()::varchar as a, uuid()::varchar as b "
            "from range(2000000) order by a"
        )
    assert damage_of(warehouse) == ""
    filler.unlink()
    with duckdb.connect(str(warehouse), config=limits) as connection:
        connection.execute("create table sorted as select range as a from range(10) order by a")


def test_in_dlts_working_folder(disk: Path, tmp_path: Path) -> None:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (sheets / "fx_rates.csv").write_text("rate_on,currency,rate\n2024-01-02,USD,0.9\n")
    warehouse = tmp_path / "warehouse.duckdb"

    def load() -> int:
        day = date(2024, 6, 1)
        load_source("planning", PROFILE, {"folder": sheets}, warehouse, disk / "dlt", day)
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            return len(connection.execute("select * from raw_planning.fx_rates").fetchall())

    filler = fill(disk, leaving=12_000)
    with pytest.raises(Exception) as raised:
        load()
    assert is_full_disk(raised.value)
    assert damage_of(warehouse) == ""
    filler.unlink()
    assert load() == 1
    assert load() == 1
