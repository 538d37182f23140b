"""A BI tool that keeps the published file open while many publications follow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from publishing import publish
from tests.publishing.test_publishing import AS_OF, build_warehouse, published_value

READER = (
    "import duckdb, sys\n"
    "connection = duckdb.connect(sys.argv[1], read_only=True)\n"
    "for _ in sys.stdin:\n"
    "    rows = connection.execute('select value, count(*) from kpi.kpi_values, "
    "marts.fct_large group by value').fetchall()\n"
    "    print(rows, flush=True)\n"
)
LARGE = (
    "create or replace table marts.fct_large as "
    "select range as id, uuid()::varchar as words from range(100000)"
)


@pytest.mark.fault(33)
def test_it_sees_one_state_and_the_disk_is_bounded(tmp_path: Path) -> None:
    warehouse, published = tmp_path / "warehouse.duckdb", tmp_path / "published"
    publish(build_warehouse(warehouse, extra=LARGE), published, "run-0", AS_OF)
    one = sum(path.stat().st_size for path in published.rglob("*") if not path.is_symlink())
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(published / "accord.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        for run in range(1, 7):
            reader.stdin.write("again\n")
            assert reader.stdout.readline() == "[(1.0, 100000)]\n"
            publish(build_warehouse(warehouse, 1.0 + run), published, f"run-{run}", AS_OF)
            assert published_value(published) == 1.0 + run
        versions = list((published / "versions").iterdir())
        held = [
            link
            for link in Path(f"/proc/{reader.pid}/fd").iterdir()
            if str(link.readlink()).endswith("accord.duckdb (deleted)")
        ]
        reader.stdin.close()
        assert reader.wait(30) == 0
    # Three versions are kept, and the one that is held lives until its reader closes it.
    assert len(versions) == 3
    assert len(held) <= 1
    kept = sum(path.stat().st_size for path in published.rglob("*") if not path.is_symlink())
    assert kept < 4 * one
