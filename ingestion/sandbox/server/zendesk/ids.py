"""Vendor ids and clock readings for world rows: whole numbers that never change."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

#: Zendesk's id for what no person did (triggers, automations).
SYSTEM_ID = -1
#: Where the contract demands an id and there is none.
NOBODY = 0
_CHILD_SLOTS = 8


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


def stamp(instant: datetime) -> str:
    """ISO 8601 in UTC with whole seconds, as Zendesk writes instants."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def epoch(instant: datetime) -> int:
    """Whole seconds since 1970."""
    return int(instant.timestamp())


def present(fields: dict[str, Any]) -> dict[str, Any]:
    """`fields` without those that have no value."""
    return {name: value for name, value in fields.items() if value is not None}
