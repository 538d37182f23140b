"""Folding of change rows (`contact_changes`, `deal_changes`) into values in force."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from demo.world.tables import end_of_day

_KEPT = {"new_value": "value", "changed_at": "changed_at"}


def latest_values(changes: pa.Table, key: str, as_of: date | None = None) -> pa.Table:
    """One row per (`key`, `field`): the value in force after all changes, by `changed_at`.

    Ties go to the change recorded last, then to the greater `change_id` (as a number). With
    `as_of`, changes recorded after that business day are left out; `SandboxState.visible` has
    done it already. Columns: `key`, `field`, `value`, `changed_at`, `recorded_at` (the latest of
    all the changes, so that it shows when the object was last touched).
    """
    if as_of is not None:
        cutoff = pa.scalar(end_of_day(as_of), pa.timestamp("us", tz="UTC"))
        changes = changes.filter(pc.less(changes["recorded_at"], cutoff))
    sized = changes.append_column("id_length", pc.utf8_length(changes["change_id"]))
    order = [key, "field", "changed_at", "recorded_at", "id_length", "change_id"]
    ordered = sized.sort_by([(column, "ascending") for column in order])
    grouped = ordered.group_by([key, "field"], use_threads=False).aggregate(
        # A cleared value is a value: the last one counts, null or not.
        [(name, "last", pc.ScalarAggregateOptions(skip_nulls=False)) for name in _KEPT]
        + [("recorded_at", "max")]
    )
    names = {f"{name}_last": label for name, label in _KEPT.items()}
    names["recorded_at_max"] = "recorded_at"
    return grouped.rename_columns([names.get(name, name) for name in grouped.column_names])


def survivors(records: pa.Table, key: str) -> pa.Table:
    """Every record that was merged away, with the record it is now part of.

    Columns: `loser_id`; `winner_id`, at the end of its chain of merges; `merged_at`, the last
    merge of that chain.
    """
    gone = records.filter(pc.is_valid(records["merged_into"]))
    columns = (gone[name].to_pylist() for name in (key, "merged_into", "merged_at"))
    steps = {loser: (winner, at) for loser, winner, at in zip(*columns, strict=True)}
    rows = []
    for loser, (first, at) in steps.items():
        winner, last = first, at
        while winner in steps and winner != loser:
            winner, later = steps[winner]
            last = max(last, later)
        rows.append({"loser_id": loser, "winner_id": winner, "merged_at": last})
    schema = pa.schema(
        [
            ("loser_id", pa.string()),
            ("winner_id", pa.string()),
            ("merged_at", pa.timestamp("us", tz="UTC")),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)
