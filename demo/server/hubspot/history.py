"""Versions of tracked properties, kept as columns and turned into dicts a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa

Versions = dict[str, list[dict[str, Any]]]


class History:
    """All versions of one object type, newest first within each record and property."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table.combine_chunks()
        ids = np.asarray(table["id"].to_numpy(), dtype=object)
        starts = np.flatnonzero(np.r_[True, ids[1:] != ids[:-1]]) if len(ids) else np.array([], int)
        stops = np.r_[starts[1:], len(ids)]
        bounds = zip(starts.tolist(), stops.tolist(), strict=False)
        self._bounds = dict(zip(ids[starts].tolist(), bounds, strict=True))

    def of(self, ids: Iterable[str]) -> dict[str, Versions]:
        """Record -> property -> its versions, for the records asked for."""
        known = [self._bounds[identifier] for identifier in ids if identifier in self._bounds]
        rows = (
            np.concatenate([np.arange(*bound) for bound in known]) if known else np.array([], int)
        )
        found: dict[str, Versions] = {}
        page = self._table.take(pa.array(rows, pa.int64()))
        columns = (page[name].to_pylist() for name in self._table.column_names)
        for identifier, name, saved, value, source in zip(*columns, strict=True):
            version = {"timestamp": saved, "value": value or "", "sourceType": source}
            found.setdefault(identifier, {}).setdefault(name, []).append(version)
        return found
