"""The eight analyses: what each is made of, read from the published marts and figures.

A row of each is small and named by place, for it is repeated for each member of each filter; the
scripts of `assets/analyses.js` say what the places are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from publishing.site.queries import text

NAMES = ("funnel", "pipeline", "attribution", "cohorts", "mrr", "forecast", "quota", "tickets")
#: Whose first column is a slice, so that one may filter by it.
BY_SLICE = ("funnel", "pipeline", "mrr", "forecast", "tickets")


def read_analyses(
    connection: duckdb.DuckDBPyConnection,
) -> Mapping[str, Sequence[Sequence[Any]]]:
    """Return the rows of each analysis; of one that nothing feeds there are none.

    Args:
        connection: to the published file, prepared for the queries.
    """
    return {
        name: [list(row) for row in connection.execute(text(name)).fetchall()] for name in NAMES
    }


def known_slices(name: str, rows: Sequence[Sequence[Any]]) -> frozenset[str]:
    """Return the slices that an analysis has rows of."""
    return frozenset(str(row[0]) for row in rows) if name in BY_SLICE else frozenset()
