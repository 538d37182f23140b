"""A secret that a vendor repeats is nowhere afterwards: each byte and each value is looked at."""

from __future__ import annotations

import base64
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest

from tests.orchestration.local_vendor import Echo, echoing_vendor
from tests.orchestration.mini_runs import ROOT, Mini

pytestmark = [pytest.mark.xdist_group("mini_company"), pytest.mark.fault(38)]

CANARY = 'pat-eu1/c9"anary+7f3d2b91'
WRITTEN = (
    CANARY,
    json.dumps(CANARY)[1:-1],
    quote(CANARY, safe=""),
    # Plain pieces of it, long enough to be no accident, and what base64 makes of them.
    "anary+7f3d2b91",
    "7f3d2b91",
    base64.b64encode(f"agent@us.example/token:{CANARY}".encode()).decode()[36:-4],
)


@dataclass(frozen=True)
class Left:
    """What the runs left: a data folder, what they printed, what was sent."""

    folder: Path
    printed: str
    posted: list[str]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    folder = tmp_path_factory.mktemp("secrets")
    with echoing_vendor() as vendor:
        # Whoever starts it lets everybody read and write what they make.
        printed = "".join(_runs(Mini(folder, umask=0), vendor))
        return Left(folder, printed, vendor.posted)


def _runs(mini: Mini, vendor: Echo) -> Iterator[str]:
    """One run with the token in its records, then every way to fail with it in the error."""
    variables = {
        "ACCORD_HUBSPOT_BASE_URL": vendor.address,
        "ACCORD_HUBSPOT_TOKEN": CANARY,
        "ACCORD_NOTIFY_URLS": vendor.address.replace("http", "json") + "/hook",
    }
    ways = [
        ("vendor", False, ["run"]),
        ("vendor", True, ["run"]),
        ("vendor raises", False, ["load", "hubspot"]),
    ]
    for mode, vendor.refuses, command in ways:
        done = mini.accord(mode, *command, **variables)
        fails = mode != "vendor" or vendor.refuses
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        yield done.stdout + done.stderr


def test_the_runs_did_what_they_are_for(left: Left) -> None:
    assert "401, token refused: Bearer *** is expired" in left.printed
    assert "no idea what to do with ***" in left.printed
    assert "401, token refused: Bearer *** is expired" in "".join(left.posted)
    with duckdb.connect(str(left.folder / "warehouse.duckdb"), read_only=True) as warehouse:
        notes = warehouse.execute("select note from raw_hubspot.contacts order by 1").fetchall()
    assert len(notes) == 3
    assert all("***" in note for (note,) in notes)


def test_nothing_printed_or_sent_has_it(left: Left) -> None:
    assert _found(left.printed) == []
    assert left.posted
    assert _found("".join(left.posted)) == []


def test_no_file_has_it(left: Left) -> None:
    files = [path for path in left.folder.rglob("*") if path.is_file()]
    assert len(files) > 50
    leaks = [f"{path.relative_to(left.folder)}: {_found(_text(path))}" for path in files]
    assert [leak for leak in leaks if not leak.endswith(": []")] == []


def test_no_value_of_a_database_has_it(left: Left) -> None:
    looked_at = 0
    for path in left.folder.rglob("*.duckdb"):
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = connection.execute(
                "select schema_name, table_name from duckdb_tables()"
            ).fetchall()
            for schema, table in tables:
                rows = connection.execute(f'select * from "{schema}"."{table}"').fetchall()
                looked_at += len(rows)
                assert _found(str(rows)) == [], f"{path.name}: {schema}.{table}"
    assert looked_at > 30


def test_only_publications_are_open_to_other_users(left: Left) -> None:
    found: dict[str, set[str]] = {}
    for path in (left.folder, *left.folder.rglob("*")):
        if not path.is_symlink():
            place = path.relative_to(left.folder).parts[:1]
            kind = "folders" if path.is_dir() else "files"
            where = {("published",): "published", (): "itself"}.get(place, "all else")
            found.setdefault(f"{where}, {kind}", set()).add(oct(path.stat().st_mode & 0o777))
    assert found == {
        # To pass, not to list.
        "itself, folders": {"0o711"},
        "published, folders": {"0o755"},
        "published, files": {"0o644"},
        "all else, folders": {"0o700"},
        "all else, files": {"0o600"},
    }


@pytest.mark.soak
def test_nor_is_it_anywhere_after_a_run_that_dagster_starts(tmp_path: Path) -> None:
    """With Dagster's own log of what a run prints, and the real HubSpot source."""
    profile = tmp_path / "company.yml"
    profile.write_text("name: Echo\nas_of: 2026-11-15\nsources: {hubspot: true}\n", "utf-8")
    home = tmp_path / "data" / "dagster"
    home.mkdir(parents=True)
    run = [sys.executable, "-m", "dagster", "job", "execute", "-m", "orchestration.definitions"]
    run += ["-j", "daily", "--tags", json.dumps({"dagster/partition": "2026-11-15"})]
    with echoing_vendor() as vendor:
        vendor.refuses = True
        variables = {
            "ACCORD_COMPANY": str(profile),
            "ACCORD_DATA_DIR": str(tmp_path / "data"),
            "DAGSTER_HOME": str(home),
            "ACCORD_HUBSPOT_BASE_URL": vendor.address,
            "ACCORD_HUBSPOT_TOKEN": CANARY,
        }
        done = subprocess.run(
            run, env={**os.environ, **variables}, cwd=ROOT, capture_output=True, text=True
        )
    assert done.returncode == 1
    printed = done.stdout + done.stderr
    assert "401, token refused: Bearer *** is expired" in printed
    assert _found(printed) == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("compute_logs" in path.parts for path in files)
    assert [path.name for path in files if _found(_text(path))] == []


def _text(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".gz" or content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if path.suffix == ".parquet":
        return str(duckdb.sql(f"from read_parquet('{path}')").fetchall())
    return content.decode("latin-1")


def _found(text: str) -> list[str]:
    return [written for written in WRITTEN if written in text]
