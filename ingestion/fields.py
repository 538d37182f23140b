"""Fields that a vendor gave and no longer gives: a load fails before their figures become empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, MutableMapping
from typing import Any

from ingestion.errors import MissingFieldError

#: Of so many rows one has a field that the vendor still has.
_ENOUGH = 200
_SHOWN = 5


class Fields:
    """The fields of one table, remembered from load to load.

    Args:
        table: the raw table, for messages and for `accepted`.
        state: what the last load left (a resource's state); this load's is put there.
        declared: the fields that the table is made of.
        always: those that every row must have.
        accepted: `table.field` that may be gone (setting `absent_fields`).
    """

    def __init__(
        self,
        table: str,
        state: MutableMapping[str, Any],
        declared: Collection[str],
        *,
        always: Collection[str] = (),
        accepted: Collection[str] = (),
    ) -> None:
        self._table = table
        self._state = state
        self._accepted = {one.partition(".")[2] for one in accepted if one.startswith(f"{table}.")}
        self._declared = frozenset(declared)
        self._always = frozenset(always) - self._accepted
        self._rows = 0
        self._seen: set[str] = set()

    def noting(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows of a page, having noted which fields they have.

        Raises:
            MissingFieldError: one lacks a field that every row must have.
        """
        noted = list(rows)
        for row in noted:
            self._seen.update(row)
            if not self._always <= row.keys():
                self._fail(self._always - row.keys())
        self._rows += len(noted)
        return noted

    def given(self, names: Iterable[str]) -> None:
        """Note all fields that the vendor says it has.

        Raises:
            MissingFieldError: one of them was there at the load before.
        """
        self._seen.update(names)
        self._rows = max(self._rows, _ENOUGH)
        if not self._always <= self._seen:
            self._fail(self._always - self._seen)
        self.close()

    def close(self) -> None:
        """Compare with the load before, and remember for the next one.

        Raises:
            MissingFieldError: a field that was there before is in none of many rows.
        """
        # What is no longer asked for may go.
        before = set(self._state.get("fields", ())) & self._declared
        seen = self._seen & self._declared
        if self._rows >= _ENOUGH and (gone := before - seen - self._accepted):
            self._fail(gone)
        self._state["fields"] = sorted((seen | before) - self._accepted)

    def _fail(self, gone: Collection[str]) -> None:
        names = sorted(gone)
        shown = ", ".join(names[:_SHOWN]) + (" and more" if len(names) > _SHOWN else "")
        raise MissingFieldError(
            f"{self._table}: the vendor gives no {shown}: renamed or removed? Nothing was loaded, "
            "as figures made of it would become empty. Bring it back at the vendor, or correct its "
            "name in the source's code; to go on without it, set "
            "ACCORD_<SOURCE>_ABSENT_FIELDS="
            f"{','.join(f'{self._table}.{name}' for name in names[:_SHOWN])}"
        )
