"""Vendor ids and clock readings for world rows: whole numbers, never renumbered."""

from __future__ import annotations

import hashlib
import time
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

#: Zendesk's id for what no person did (triggers, automations).
SYSTEM_ID = -1
#: Where the contract demands an id and there is none.
NOBODY = 0
_CHILD_SLOTS = 8


@lru_cache(maxsize=1 << 16)
def whole_number(kind: str, key: str) -> int:
    """A 52-bit id for the `kind` of object that the world calls `key`.

    A hash and not a counter, so that moving `as_of` never renumbers anything.
    """
    digest = hashlib.blake2b(f"{kind}:{key}".encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") >> 4


def child_number(audit_id: int, position: int) -> int:
    """Id of the child event at `position` (0 to 7) of an audit."""
    if not 0 <= position < _CHILD_SLOTS:
        raise ValueError(f"an audit has at most {_CHILD_SLOTS} child events, not {position + 1}")
    return audit_id * _CHILD_SLOTS + position


def stamp(second: int) -> str:
    """ISO 8601 in UTC with whole seconds, as Zendesk writes instants."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))


def rows_in_seconds(table: pa.Table) -> list[dict[str, Any]]:
    """The rows of a world table with instants as whole seconds since 1970.

    Python's own instants would cost more than all else that the help desk does.
    """
    for index, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            seconds = pc.cast(table[field.name], pa.timestamp("s", tz="UTC"), safe=False)
            table = table.set_column(index, field.name, seconds.cast(pa.int64()))
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def present(fields: dict[str, Any]) -> dict[str, Any]:
    """`fields` without those that have no value."""
    return {name: value for name, value in fields.items() if value is not None}
