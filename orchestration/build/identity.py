"""Which state of the warehouse's file this is: seen at the price of a stat and three blocks.

Any write that DuckDB commits changes it: a checkpoint counts up in one of the file's two database
headers and moves its blocks, and what is not yet checkpointed makes the log beside it longer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

#: DuckDB's main header and its two database headers, which hold the checkpoint counter.
HEADER_BYTES = 3 * 4096


@dataclass(frozen=True)
class FileIdentity:
    """One state of one file.

    Attributes:
        inode: another file put in its place has another one.
        size: in bytes.
        mtime_ns: the last write, in nanoseconds.
        headers: SHA-256 of DuckDB's headers.
        log_bytes: size of the write-ahead log; None when there is none.
    """

    inode: int
    size: int
    mtime_ns: int
    headers: str
    log_bytes: int | None


def identify(warehouse_path: Path) -> FileIdentity | None:
    """Return the state of the file; None when there is no file."""
    if not warehouse_path.is_file():
        return None
    with warehouse_path.open("rb") as file:
        headers = hashlib.sha256(file.read(HEADER_BYTES)).hexdigest()
    log = warehouse_path.with_name(f"{warehouse_path.name}.wal")
    state = warehouse_path.stat()
    return FileIdentity(
        inode=state.st_ino,
        size=state.st_size,
        mtime_ns=state.st_mtime_ns,
        headers=headers,
        log_bytes=log.stat().st_size if log.is_file() else None,
    )
