"""Where DuckDB keeps a table's row groups: what lies where it lay holds what it held.

A row group is known by its segments and by the checksums of the blocks that they lie in, so that
a block that was freed and written anew is never taken for the old one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.build.identity import HEADER_BYTES

_CHECKSUM_BYTES = 8


@dataclass(frozen=True)
class Piece:
    """What a row group holds: rows, the sum of their hashes, and that of their records."""

    rows: int
    hash: int
    records: int


@dataclass(frozen=True)
class RowGroup:
    """A row group: its first and last row id, and where it lies; '' when not yet in the file."""

    first: int
    last: int
    place: str


def row_groups(
    connection: duckdb.DuckDBPyConnection, relation: str, warehouse_path: Path
) -> Iterator[RowGroup]:
    """Yield the row groups of `relation`, a quoted name, in order."""
    groups = connection.execute(
        f"""
        select
            row_group_id,
            sum(count) filter (where column_path = '[0]'),
            bool_and(persistent and not has_updates),
            string_agg(
                concat_ws('|', column_path, segment_id, start, count, compression, stats,
                    block_id, block_offset, segment_info, additional_block_ids),
                chr(10) order by column_id, column_path, segment_id
            ),
            list_distinct(
                flatten(list([block_id] || coalesce(additional_block_ids, [])))
            )
        from pragma_storage_info({_literal(relation)})
        group by row_group_id
        order by row_group_id
        """  # noqa: S608 - names come from the catalogue
    ).fetchall()
    [block_size] = connection.execute("select block_size from pragma_database_size()").fetchall()[0]
    first = 0
    with warehouse_path.open("rb", buffering=0) as file:
        for _, stored, is_in_file, segments, blocks in groups:
            place = ""
            if is_in_file:
                checksums = _checksums(file.fileno(), blocks, block_size)
                place = hashlib.sha256(segments.encode() + checksums).hexdigest()[:32]
            yield RowGroup(first, first + int(stored) - 1, place)
            first += int(stored)


def _checksums(file: int, blocks: Iterable[int], block_size: int) -> bytes:
    """Return the checksums that the blocks begin with; a constant segment lies in none (-1)."""
    return b"".join(
        os.pread(file, _CHECKSUM_BYTES, HEADER_BYTES + block * block_size)
        for block in sorted(blocks)
        if block >= 0
    )


def _literal(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
