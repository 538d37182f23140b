"""The simulator's event log as rows, as far as the systems knew it at the end of a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq

from tests.oracle.portals import held

Row = dict[str, Any]
PARIS = ZoneInfo("Europe/Paris")

#: Columns that only become known at another instant than the row's own.
LEARNED_LATER = {
    "contact_records": {"merged_into": "merged_at", "merged_at": "merged_at"},
    "company_records": {"merged_into": "merged_at", "merged_at": "merged_at"},
    "deals": {"merged_into": "merged_at", "merged_at": "merged_at"},
    "activities": {"outcome": "outcome_recorded_at", "cancelled_at": "cancelled_at"},
}


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=PARIS).astimezone(UTC)


def day_of(instant: datetime) -> date:
    return instant.astimezone(PARIS).date()


class Truth:
    """Rows of the world tables that were recorded by the end of `as_of`, and the portal holds."""

    def __init__(self, folder: Path, as_of: date, portal: str = "full") -> None:
        self.folder = folder
        self.as_of = as_of
        self.portal = portal
        self.end = start_of(as_of + timedelta(days=1))
        self._tables: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        if table not in self._tables:
            every: list[Row] = pq.read_table(self.folder / f"{table}.parquet").to_pylist()
            known = [
                row for row in every if "recorded_at" not in row or row["recorded_at"] < self.end
            ]
            for column, learned in LEARNED_LATER.get(table, {}).items():
                for row in known:
                    if row[learned] is not None and row[learned] >= self.end:
                        row[column] = None
            self._tables[table] = held(self.portal, table, known)
        return self._tables[table]

    def is_gone(self, row: Row) -> bool:
        """Whether a record is deleted as far as is known."""
        deleted, restored = row["deleted_at"], row.get("restored_at")
        if deleted is None or deleted >= self.end:
            return False
        return restored is None or restored >= self.end or restored < deleted

    @cached_property
    def contact_changes(self) -> dict[tuple[str, str], list[Row]]:
        return self._changes("contact_changes", "contact_id")

    @cached_property
    def deal_changes(self) -> dict[tuple[str, str], list[Row]]:
        return self._changes("deal_changes", "deal_id")

    def _changes(self, table: str, key: str) -> dict[tuple[str, str], list[Row]]:
        """Return the changes of each record and field, in the order in which they happened."""
        grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows(table):
            grouped[row[key], row["field"]].append(row)
        for changes in grouped.values():
            changes.sort(key=lambda row: (row["changed_at"], row["recorded_at"]))
        return grouped


def value_at(changes: list[Row], instant: datetime | None = None) -> str | None:
    """Return the value in force at `instant` (included), or the last one."""
    value = None
    for change in changes:
        if instant is None or change["changed_at"] <= instant:
            value = change["new_value"]
    return value
