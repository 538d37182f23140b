"""Rows that are short of their last cells: a spreadsheet left out empty ones, or they were cut."""

# ruff: noqa: S608 (SQL is made here; names go through `quote`)

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duckdb import DuckDBPyConnection

from ingestion.sources.files.findings import Export, Finding, Known
from ingestion.sources.files.values import quote

#: A column is filled where so many of the rows that have it fill it, and these are so many of all.
_FILLED, _ENOUGH = 0.9, 0.1
#: One such column may be of a kind of record that lacks it; a cut row lacks several.
_SEVERAL = 2


def count_cut(
    connection: DuckDBPyConnection, table: str, padded: Mapping[tuple[str, ...], int]
) -> int:
    """Return how many short rows lack several columns that nearly all other rows fill.

    Args:
        connection: the scratch database.
        table: the rows of the input, in which missing cells are empty texts.
        padded: by the columns that they lack, the number of short rows.
    """
    lacked = {column for columns in padded for column in columns}
    filled = {column for column in lacked if _is_filled(connection, table, column, padded)}
    return sum(
        rows for columns, rows in padded.items() if len(filled.intersection(columns)) >= _SEVERAL
    )


def _is_filled(
    connection: DuckDBPyConnection,
    table: str,
    column: str,
    padded: Mapping[tuple[str, ...], int],
) -> bool:
    value = quote(column)
    row = connection.execute(
        f"select count(*), count({value}), count(nullif(trim({value}), '')) from {quote(table)}"
    ).fetchone()
    every, has, filled = row if row else (0, 0, 0)
    written = has - sum(rows for columns, rows in padded.items() if column in columns)
    return bool(written >= _ENOUGH * every and filled >= _FILLED * written > 0)


def cut_rows(export: Export, known: Known) -> Iterator[Finding]:
    """Yield entities of whose rows some end before what all others say."""
    del known
    for one in export.counts:
        if one.cut:
            yield Finding(
                "warning",
                one.entity,
                "",
                "the row ends before columns that nearly all others fill: cut?",
                "Export the file again; write the cells where they are empty",
                one.cut,
                one.read,
                spoils=True,
            )
