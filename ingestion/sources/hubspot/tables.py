"""The raw tables of an object type: its records, their property history, their associations."""

from __future__ import annotations

from ingestion.personal import NOBODY, Personal
from ingestion.raw_table import RawTable
from ingestion.sources.hubspot.object_types import ObjectType


def record_table(kind: ObjectType) -> RawTable:
    """Return the table of an object type: one row per record, deleted ones kept with `archived`."""
    own = "id created_at:t updated_at:t archived:b archived_at:t"
    # Pages may shift while they are read, and a copy may lag behind: the newer version counts. A
    # record that is deleted or restored keeps its time.
    columns = f"{own} {kind.columns}"
    return RawTable(
        kind.name,
        columns,
        newest="updated_at",
        newest_unless="archived",
        personal=kind.personal,
    )


def history_table(kind: ObjectType) -> RawTable:
    """Return the table of an object type's property versions, by the portal's own names.

    "" is a cleared value.
    """
    return RawTable(
        f"{kind.name}_property_history",
        "object_id property value changed_at:t source_type source_id",
        key=("object_id", "property", "value", "changed_at"),
        personal=Personal(about="object_id:id") if kind.personal.is_person else NOBODY,
    )


def link_table(kind: ObjectType, to: str) -> RawTable:
    """Return the table of associations from an object type to another, one row per pair.

    A record's associations are replaced together. `is_removed` rows only carry that over for
    records that have none left; the destination never holds them.
    """
    about = " ".join(
        [*(["from_id:id"] * kind.personal.is_person), *(["to_id:id"] * (to == "contacts"))]
    )
    return RawTable(
        f"{kind.name}_to_{to}",
        "from_id to_id type_ids label is_removed:b",
        key=("from_id", "to_id"),
        replaces=("from_id",),
        repeats=True,
        removed="is_removed",
        personal=Personal(about=about),
    )
