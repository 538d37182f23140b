"""Folding of change rows (`contact_changes`, `deal_changes`) into values in force."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

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
    """Every record that a merge ended, with the one that it is now part of.

    A merge makes of two records a new one with a new id; the two end, and the new one may end in
    the next merge. Columns: `loser_id`; `winner_id`, the record at the end of all merges;
    `primary_id`, the row of `records` whose values it has; `merged_at`, its last merge;
    `merged_ids`, all that it was made of; `merged_vids`, the two of its last merge, each with the
    milliseconds of it.
    """
    gone = records.filter(pc.is_valid(records["merged_into"]))
    columns = (gone[name].to_pylist() for name in ("merged_at", key, "merged_into"))
    made: dict[str, _Made] = {}
    current: dict[str, str] = {}
    for at, loser, winner in sorted(zip(*columns, strict=True)):
        pair = current.get(winner, winner), current.get(loser, loser)
        if pair[0] == pair[1]:
            continue
        parts = {part for one in pair for part in (one, *(made[one].parts if one in made else ()))}
        new = str(int(loser) + MERGED_IDS)
        primary = made[pair[0]].primary if pair[0] in made else pair[0]
        made[new] = _Made(primary, at, pair, parts)
        current |= dict.fromkeys(parts, new)
    rows = [
        {
            "loser_id": part,
            "winner_id": new,
            "primary_id": made[new].primary,
            "merged_at": made[new].at,
            "merged_ids": ";".join(sorted(made[new].parts)),
            "merged_vids": ";".join(
                f"{one}:{int(made[new].at.timestamp() * 1000)}" for one in made[new].pair
            ),
        }
        for part, new in current.items()
    ]
    return pa.Table.from_pylist(rows, schema=_SURVIVORS)


class _Made(NamedTuple):
    """A record that a merge made: whose values it has, when, of which two, of what in all."""

    primary: str
    at: datetime
    pair: tuple[str, str]
    parts: set[str]


#: Ids of records that merges make: far above those of the records that users make.
MERGED_IDS = 900_000_000_000
_SURVIVORS = pa.schema(
    [
        *((name, pa.string()) for name in ("loser_id", "winner_id", "primary_id")),
        ("merged_at", pa.timestamp("us", tz="UTC")),
        ("merged_ids", pa.string()),
        ("merged_vids", pa.string()),
    ]
)
