"""Folding of change rows (`contact_changes`, `deal_changes`) into values in force."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.sandbox.world.tables import end_of_day


def latest_values(changes: pa.Table, key: str, as_of: date | None = None) -> pa.Table:
    """One row per (`key`, `field`): the value in force after all changes, by `changed_at`.

    Ties go to the change recorded last, then to the greater `change_id`. With `as_of`, changes
    recorded after that business day are left out; `SandboxState.visible` has done it already.
    Columns: `key`, `field`, `value`, `changed_at`, `recorded_at` (the latest of all the changes,
    so that it tells when the object was last touched).
    """
    if as_of is not None:
        cutoff = pa.scalar(end_of_day(as_of), pa.timestamp("us", tz="UTC"))
        changes = changes.filter(pc.less(changes["recorded_at"], cutoff))
    ordered = changes.sort_by(
        [(key, "ascending"), ("field", "ascending"), ("changed_at", "ascending"),
         ("recorded_at", "ascending"), ("change_id", "ascending")]
    )  # fmt: skip
    grouped = ordered.group_by([key, "field"], use_threads=False).aggregate(
        [("new_value", "last"), ("changed_at", "last"), ("recorded_at", "max")]
    )
    names = {"new_value_last": "value", "changed_at_last": "changed_at"}
    names["recorded_at_max"] = "recorded_at"
    return grouped.rename_columns([names.get(name, name) for name in grouped.column_names])
