"""Property versions and associations of CRM objects as rows of their raw tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyarrow as pa

from ingestion.raw_table import RawTable
from ingestion.sources.hubspot.api import Page


def history_rows(page: Page, table: RawTable, loaded_at: datetime) -> pa.Table:
    """One row per version of a property of the records of a page."""
    rows = [
        (
            row["id"],
            name,
            version.get("value") or "",
            version["timestamp"],
            version["sourceType"],
            version.get("sourceId"),
        )
        for row in page
        for name, versions in (row.get("propertiesWithHistory") or {}).items()
        for version in versions
    ]
    names = ("object_id", "property", "value", "changed_at", "source_type", "source_id")
    return table.from_tuples(names, rows, loaded_at)


def link_row(found: tuple[str, str, list[dict[str, Any]]]) -> tuple[Any, ...]:
    """A row of a table of associations: from, to, type ids, label, and that it is not removed."""
    origin, target, types = found
    if len(types) == 1:
        return origin, target, str(types[0]["typeId"]), types[0].get("label") or None, False
    numbers = "|".join(sorted(str(kind["typeId"]) for kind in types))
    label = next((kind["label"] for kind in types if kind.get("label")), None)
    return origin, target, numbers, label, False
