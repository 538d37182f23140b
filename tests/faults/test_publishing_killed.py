"""SIGKILL at each change that publishing makes: readers have the old or the new figures, whole."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from publishing import publish
from tests.publishing.test_publishing import AS_OF, build_warehouse

pytestmark = pytest.mark.fault(28)


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("kills") / "first"
    folder.mkdir()
    for run in ("run-0", "run-1"):
        publish(build_warehouse(folder / "warehouse.duckdb"), folder / "published", run, AS_OF)
    build_warehouse(folder / "warehouse.duckdb", 2.0)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.publish_killed", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_kills_cover_building_both_renames_and_pruning(kills: list[dict[str, Any]]) -> None:
    at = [kill["at"] for kill in kills]
    for point in (
        "os.mkdir published/.building",
        "open published/.building/basis.json",
        "open published/.building/manifest.json",
        "os.rename published/.building",
        "os.rename published/.accord.duckdb.next",
        "os.rename published/.current.next",
        "os.rename published/.parquet.next",
    ):
        assert point in at
    assert at.index("os.rename published/.accord.duckdb.next") < at.index(
        "os.rename published/.current.next"
    )
    assert any(point.startswith("shutil.rmtree published/versions/") for point in at)


def test_readers_have_old_or_new(kills: list[dict[str, Any]]) -> None:
    # Between the two renames the file is the new one, and Parquet the old one.
    assert {tuple(kill["after kill"]) for kill in kills} == {(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)}


def test_what_was_half_given_is_given_whole(kills: list[dict[str, Any]]) -> None:
    for kill in kills:
        new = kill["after kill"][0]
        assert kill["healed"] == [new, new], kill["at"]


def test_the_next_run_equals_a_clean_one(kills: list[dict[str, Any]]) -> None:
    for kill in kills:
        assert kill["after rerun"] == [2.0, 2.0], kill["at"]
        assert kill["problems"] == []
        assert kill["versions"] == 2
        assert kill["names"] == ["accord.duckdb", "current", "parquet", "versions"]
        assert not kill["aside"]
