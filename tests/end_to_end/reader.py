"""Plays a BI tool: reads the published file until stopped, and prints what it saw.

`python -m tests.end_to_end.reader held|anew <published file> <stop file>`: with `held` it keeps one
connection open throughout, as a BI tool's pool does; with `anew` it connects for every query.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import duckdb

#: Exact numbers: a sum of doubles depends on the order in which threads add them up.
_QUERY = (
    "select (select run_id from kpi.publication), count(*), "
    "cast(sum(cast(value as decimal(38, 4))) as varchar) from kpi.kpi_values"
)
_PAUSE_SECONDS = 0.5


def main(mode: str, published: Path, stop: Path) -> None:
    """Print each distinct answer in the order of its first sight, as JSON."""
    seen: list[list[object]] = []
    held = _connect(published) if mode == "held" else None
    while True:
        last = stop.exists()
        connection = held or _connect(published)
        answer = look(connection)
        if answer not in seen:
            seen.append(answer)
        if held is None:
            connection.close()
        if last:
            break
        time.sleep(_PAUSE_SECONDS)
    sys.stdout.write(json.dumps(seen))


def look(connection: duckdb.DuckDBPyConnection) -> list[object]:
    """Return the publication, its number of figures and what they add up to."""
    return list(connection.execute(_QUERY).fetchall()[0])


def _connect(published: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(published), read_only=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
