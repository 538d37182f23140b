"""Whether the warehouse's file is whole, asked before anything is built upon it.

DuckDB keeps a checksum of every block, and looks at it when it happens to read the block, which in
a run may be after minutes. Here all blocks are looked at first, at some 400 MB a second. A block
that nothing refers to any more may be half-written after a kill, so DuckDB has the last word: it
reads every table of a file that looks damaged.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from orchestration.build.errors import GateError
from orchestration.build.identity import HEADER_BYTES
from orchestration.build.seal import read_seal

#: DuckDB's default, which Accord never changes.
_BLOCK_BYTES = 262_144
_BLOCKS_AT_ONCE = 64
#: DuckDB's checksum of a block: its first 8 bytes are the XOR of this start and of each following
#: word times the factor.
_START, _FACTOR = np.uint64(5381), np.uint64(0xBF58476D1CE4E5B9)
_LOCKED = "could not set lock"


class WarehouseDamagedError(GateError):
    """The warehouse's file is damaged; the message says which, how, and what to do."""


def require_whole(warehouse_path: Path) -> None:
    """Make sure that the warehouse can be read, all of it. Nobody may be writing to it.

    Raises:
        WarehouseDamagedError: it can't.
    """
    if damage := damage_of(warehouse_path):
        raise WarehouseDamagedError(explain(warehouse_path, damage))


def explain(warehouse_path: Path, damage: str) -> str:
    """Return what to tell the operator of a damaged warehouse."""
    # One line: the first line of reports and messages is all that many read.
    return (
        f"{warehouse_path} is damaged: run `accord doctor --repair`, which sets the file aside and "
        "rebuilds the warehouse from what can be read of it, the last back-up and the vendors. "
        f"Nothing was published; readers keep what they have. DuckDB says: {damage}"
    )


def damage_of(warehouse_path: Path) -> str:
    """Return how the warehouse is damaged; empty when it is whole, absent, or open elsewhere."""
    if not warehouse_path.is_file():
        return ""
    try:
        with duckdb.connect(str(warehouse_path), read_only=True) as connection:
            missing = _missing_bytes(connection, warehouse_path)
            if missing or _has_wrong_blocks(warehouse_path):
                _read_all(connection)
    except duckdb.Error as error:
        return "" if is_locked(error) else str(error).strip().splitlines()[0]
    return ""


def remove_stillborn(warehouse_path: Path, loaded_to: date | None) -> bool:
    """Remove a file whose making was cut short, by a full disk for instance; return whether it was.

    Its headers are not even whole, and nothing was ever loaded into it: `loaded_to`, the day that a
    load went up to, is None, and no table was ever sealed. With either, it is damage.
    """
    if loaded_to is not None or not warehouse_path.is_file():
        return False
    seal = read_seal(warehouse_path)
    if warehouse_path.stat().st_size >= HEADER_BYTES or (seal is not None and seal.tables):
        return False
    warehouse_path.unlink()
    warehouse_path.with_name(f"{warehouse_path.name}.wal").unlink(missing_ok=True)
    return True


def remove_spill(warehouse_path: Path) -> None:
    """Remove what DuckDB had spilled to disk in a process that was killed: nothing reads it."""
    shutil.rmtree(warehouse_path.with_name(f"{warehouse_path.name}.tmp"), ignore_errors=True)


def is_locked(error: BaseException) -> bool:
    """Return whether DuckDB could not open a file because another program has it open."""
    return isinstance(error, duckdb.Error) and _LOCKED in str(error).lower()


def _missing_bytes(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return how many bytes the file lacks of what its header says."""
    size, blocks = connection.execute(
        "select block_size, total_blocks from pragma_database_size()"
    ).fetchall()[0]
    return max(0, HEADER_BYTES + int(size) * int(blocks) - path.stat().st_size)


def _has_wrong_blocks(path: Path) -> bool:
    """Return whether the checksum of a whole block of the file is wrong."""
    words = _BLOCK_BYTES // 8
    with path.open("rb") as file:
        file.seek(HEADER_BYTES)
        while read := file.read(_BLOCKS_AT_ONCE * _BLOCK_BYTES):
            whole = len(read) // _BLOCK_BYTES * _BLOCK_BYTES
            blocks = np.frombuffer(read[:whole], dtype="<u8").reshape(-1, words)
            found = np.bitwise_xor.reduce(blocks[:, 1:] * _FACTOR, axis=1) ^ _START
            if (found != blocks[:, 0]).any():
                return True
    return False


def _read_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every value of every table.

    Raises:
        duckdb.Error: something can't be read.
    """
    tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
    for schema, name in tables:
        connection.execute(f'select count(hash(it)) from "{schema}"."{name}" as it').fetchall()  # noqa: S608 - names come from the catalogue
