"""A damaged warehouse is seen before anything is built upon it; one message says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.build.damage import (
    WarehouseDamagedError,
    _has_wrong_blocks,
    damage_of,
    remove_spill,
    require_whole,
)
from orchestration.build.gate import Gate
from orchestration.build.identity import HEADER_BYTES
from orchestration.defs.ingestion import is_busy, is_worth_retrying

BLOCK = 262_144


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of several blocks, some of them free."""
    path = tmp_path_factory.mktemp("sound") / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        for table in ("gone", "deals"):
            connection.execute(
                f"create table {table} as "
                "select range as id, md5(range::text) as words from range(50000)"
            )
            connection.execute("checkpoint")
        connection.execute("drop table gone")
    return path


@pytest.fixture
def warehouse(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "warehouse.duckdb"))


def write(path: Path, place: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(content)


def blocks_of(path: Path, table: str) -> list[int]:
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(
            f"select block_id from pragma_storage_info('{table}') where block_id >= 0"
        ).fetchall()
    return sorted({row[0] for row in rows})


def flip_a_bit(path: Path) -> None:
    place = HEADER_BYTES + blocks_of(path, "deals")[0] * BLOCK + 5000
    write(path, place, bytes([path.read_bytes()[place] ^ 1]))


def leave_a_log(path: Path) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("pragma disable_checkpoint_on_shutdown")
        connection.execute("create table late as select range as id from range(1000)")
    return path.with_name(f"{path.name}.wal")


def flip_in_the_log(path: Path) -> None:
    log = leave_a_log(path)
    write(log, log.stat().st_size // 2, b"\xff" * 16)


DAMAGE: dict[str, Callable[[Path], None]] = {
    "empty": lambda it: os.truncate(it, 0),
    "cut in the headers": lambda it: os.truncate(it, 5000),
    "cut in half": lambda it: os.truncate(it, it.stat().st_size // 2),
    "header zeroed": lambda it: write(it, 0, bytes(4096)),
    "all headers zeroed": lambda it: write(it, 0, bytes(HEADER_BYTES)),
    "database headers zeroed": lambda it: write(it, 4096, bytes(8192)),
    "bit flipped": flip_a_bit,
    "log damaged": flip_in_the_log,
}


@pytest.mark.fault(31)
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_seen_and_named(warehouse: Path, damage: Callable[[Path], None]) -> None:
    damage(warehouse)
    before = {path: path.read_bytes() for path in warehouse.parent.iterdir()}
    with pytest.raises(WarehouseDamagedError) as raised:
        require_whole(warehouse)
    message = str(raised.value)
    assert message.startswith(f"{warehouse} is damaged: ")
    assert "accord doctor --repair" in message
    assert not is_busy(raised.value)
    assert not is_worth_retrying(raised.value)
    assert {path: path.read_bytes() for path in warehouse.parent.iterdir()} == before


def test_what_is_whole_or_absent_is_no_damage(warehouse: Path) -> None:
    require_whole(warehouse)
    leave_a_log(warehouse)
    require_whole(warehouse)
    warehouse.unlink()
    require_whole(warehouse)


def test_a_block_that_nothing_refers_to_may_hold_anything(warehouse: Path) -> None:
    used = blocks_of(warehouse, "deals")
    blocks = (warehouse.stat().st_size - HEADER_BYTES) // BLOCK
    for block in range(1, blocks):
        if block not in used:
            write(warehouse, HEADER_BYTES + block * BLOCK + 5000, b"\xff" * 64)
            break
    assert _has_wrong_blocks(warehouse)
    require_whole(warehouse)


def test_a_file_that_is_open_elsewhere_is_busy_and_not_damaged(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    program = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        other.stdout.readline()
        assert damage_of(path) == ""
        with pytest.raises(duckdb.IOException) as raised:
            duckdb.connect(str(path))
        assert is_busy(raised.value)
        other.communicate("\n")


def test_damage_that_appears_during_a_run_is_said_in_the_same_words(warehouse: Path) -> None:
    gate = Gate(warehouse, ("load hubspot", "build"), "run-1")
    with gate.phase("load hubspot"), duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema raw_hubspot; create table raw_hubspot.deals (id int)")
    write(warehouse, 0, bytes(4096))
    with pytest.raises(WarehouseDamagedError, match="accord doctor --repair"):
        gate.require()


@pytest.mark.fault(37)
def test_what_a_killed_run_had_spilled_is_removed(warehouse: Path) -> None:
    spilled = warehouse.with_name("warehouse.duckdb.tmp") / "duckdb_temp_storage_DEFAULT-0.tmp"
    spilled.parent.mkdir()
    spilled.write_bytes(bytes(1000))
    remove_spill(warehouse)
    assert [path.name for path in warehouse.parent.iterdir()] == ["warehouse.duckdb"]
    require_whole(warehouse)
