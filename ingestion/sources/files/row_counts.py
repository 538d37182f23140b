"""How many rows of each entity an export had, and how many of them were refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

ROW_COUNTS = "row_counts"

SCHEMA = pa.schema(
    [
        pa.field("entity", pa.string(), nullable=False),
        pa.field("rows_read", pa.int64()),
        pa.field("rows_refused", pa.int64()),
        pa.field("refused_share", pa.float64()),
        pa.field("rows_padded", pa.int64()),
        pa.field("refused_as", pa.string()),
        pa.field("loaded_at", pa.timestamp("us")),
    ]
)


@dataclass(frozen=True)
class Read:
    """Rows of an input, or of an entity before its own inputs are counted."""

    rows: int
    refused: int

    @property
    def share(self) -> float:
        """The share that was refused."""
        return self.refused / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class RowCount:
    """Rows of one entity by fate.

    Attributes:
        read: rows that the export has for it, those that could not be read included.
        share: the share of its rows that was refused; of a query, also that of what it reads.
        padded: rows of its inputs that were short of their last cells, taken as empty.
        cut: those of them that lack what all other rows have.
        refused_as: under which names the quarantine has its refusals: its own and its inputs'.
    """

    entity: str
    read: int
    refused: int
    share: float
    padded: int = 0
    cut: int = 0
    refused_as: tuple[str, ...] = ()


def row_count(
    entity: str,
    own: Read,
    inputs: dict[str, Read],
    *,
    is_derived: bool,
    padded: int = 0,
    cut: int = 0,
) -> RowCount:
    """Return the count of an entity whose rows come from these inputs.

    A row of a file that is refused is a row less of the entity that is made from it. Of what a
    query derives nobody knows how many rows it would have been: its share counts.
    """
    names = tuple(dict.fromkeys((entity, *inputs)))
    if is_derived:
        before = max((one.share for one in inputs.values()), default=0.0)
        share = 1 - (1 - own.share) * (1 - before)
        return RowCount(entity, own.rows, own.refused, share, padded, cut, names)
    unreadable = sum(one.refused for one in inputs.values())
    whole = Read(own.rows + unreadable, own.refused + unreadable)
    return RowCount(entity, whole.rows, whole.refused, whole.share, padded, cut, names)


def to_arrow(counts: Iterable[RowCount], loaded_at: datetime) -> pa.Table:
    """Return the raw table `row_counts`."""
    rows = [
        {
            "entity": one.entity,
            "rows_read": one.read,
            "rows_refused": one.refused,
            "refused_share": one.share,
            "rows_padded": one.padded,
            "refused_as": "|".join(one.refused_as),
            "loaded_at": loaded_at,
        }
        for one in counts
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
