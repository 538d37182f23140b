"""Refused rows: file, line, entity, field, reason; personal values are never kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

QUARANTINE = "quarantine"

SCHEMA = pa.schema(
    [
        pa.field("quarantine_id", pa.string(), nullable=False),
        pa.field("file", pa.string()),
        pa.field("line", pa.int64()),
        pa.field("entity", pa.string()),
        pa.field("field", pa.string()),
        pa.field("value", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("loaded_at", pa.timestamp("us")),
        pa.field("first_seen_at", pa.timestamp("us")),
    ]
)


@dataclass(frozen=True)
class Refusal:
    """One reason why one row was refused. `value` is already safe to show."""

    file: str | None
    line: int | None
    entity: str
    field: str
    value: str | None
    reason: str

    def __str__(self) -> str:
        where = f"{self.file or '(query)'}:{self.line if self.line is not None else '?'}"
        found = f"; found {self.value!r}" if self.value is not None else ""
        return f"{where}: {self.entity}.{self.field or '(row)'}: {self.reason}{found}"


@dataclass
class Refusals:
    """What was refused so far, in order.

    Attributes:
        padded: by input and the columns that they lack, the rows that were short of their last
            cells, taken as empty.
    """

    items: list[Refusal] = field(default_factory=list)
    padded: defaultdict[str, Counter[tuple[str, ...]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def add(
        self,
        file: str | None,
        line: int | None,
        entity: str,
        reason: str,
        field: str = "",
        value: str | None = None,
    ) -> None:
        """Note one refusal."""
        self.items.append(Refusal(file, line, entity, field, value, reason))

    def extend(self, items: Iterable[Refusal]) -> None:
        """Note several refusals."""
        self.items.extend(items)

    def to_arrow(
        self, loaded_at: datetime, seen: Mapping[tuple[str, str, str], datetime] | None = None
    ) -> pa.Table:
        """Return the quarantine table; the id is the refusal's place in this load.

        Args:
            loaded_at: instant of this load.
            seen: when earlier loads first refused something of this entity, field and reason.
        """
        rows, earlier = self.items, seen or {}
        first = [earlier.get((row.entity, row.field, row.reason), loaded_at) for row in rows]
        return pa.Table.from_arrays(
            [
                pa.array([f"{number:09d}" for number in range(1, len(rows) + 1)], pa.string()),
                pa.array([row.file for row in rows], pa.string()),
                pa.array([row.line for row in rows], pa.int64()),
                pa.array([row.entity for row in rows], pa.string()),
                pa.array([row.field for row in rows], pa.string()),
                pa.array([row.value for row in rows], pa.string()),
                pa.array([row.reason for row in rows], pa.string()),
                pa.array([loaded_at] * len(rows), pa.timestamp("us")),
                pa.array(first, pa.timestamp("us")),
            ],
            schema=SCHEMA,
        )
