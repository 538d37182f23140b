"""Findings that spoil figures, as a raw table: their KPIs lose their status."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pyarrow as pa

from ingestion.registry import Declared
from ingestion.sources.files.findings import Finding

DOUBTS = "doubts"
DECLARED = Declared(("doubt",), ("doubt", "entity", "reason"), "loaded_at", may_shrink=True)

SCHEMA = pa.schema(
    [
        pa.field("doubt", pa.string(), nullable=False),
        pa.field("entity", pa.string()),
        pa.field("field", pa.string()),
        pa.field("beside", pa.string()),
        pa.field("by_dimension", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("doubtful_rows", pa.int64()),
        pa.field("doubtful_share", pa.float64()),
        pa.field("loaded_at", pa.timestamp("us")),
    ]
)


def to_arrow(findings: Iterable[Finding], most: float, loaded_at: datetime) -> pa.Table:
    """Return the raw table `doubts`: findings that spoil a greater share of rows than `most`."""
    doubts = [one for one in findings if one.spoils and one.share > most]
    rows = [
        {
            "doubt": f"{number:03d}",
            "entity": one.entity,
            "field": one.field,
            "beside": one.beside,
            "by_dimension": one.by,
            "reason": one.sentence,
            "doubtful_rows": one.rows,
            "doubtful_share": one.share,
            "loaded_at": loaded_at,
        }
        for number, one in enumerate(doubts, start=1)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
