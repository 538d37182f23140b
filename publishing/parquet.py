"""The tables of a publication as Parquet files that say what they hold.

Each file has in its metadata the publication, the table's description and those of its columns
(`publication`, `comment`, `comment.<column>`). On demand the figures are there twice: in one file
as ever, and in a folder by grain, for readers that take a part.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from publishing.figures import FIGURES, has_names
from publishing.tables import Table, literal, published_tables

#: Folder of the figures by grain: `kpi_values_by_grain/grain=month/data_0.parquet`.
BY_GRAIN = "kpi_values_by_grain"
#: Small for the readers, and no slower to write than the default.
_FORMAT = "format parquet, compression zstd"


def write_parquet(
    connection: duckdb.DuckDBPyConnection, folder: Path, version: str, *, by_grain: bool = False
) -> None:
    """Write a file per table of the main database, `kpi.publication` included; views have none.

    Args:
        connection: the new file, signed.
        folder: of the Parquet files.
        version: of the publication.
        by_grain: whether the figures are written by grain, too.
    """
    [(database,)] = connection.execute("select current_database()").fetchall()
    views = {
        (schema, name)
        for schema, name in connection.execute(
            "select schema_name, view_name from duckdb_views() where database_name = $1", [database]
        ).fetchall()
    }
    tables = published_tables(connection, database)
    for table in tables:
        if (table.schema, table.name) not in views:
            target = folder / table.schema / f"{table.name}.parquet"
            target.parent.mkdir(parents=True, exist_ok=True)
            said = _metadata(table, version)
            connection.execute(
                f"copy {table.relation} to {literal(str(target))} ({_FORMAT}, kv_metadata {said})"
            )
    if by_grain and has_names(tables):
        _write_figures_by_grain(connection, folder / FIGURES[0] / BY_GRAIN)


def _write_figures_by_grain(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write a file per grain: DuckDB's own partitioning would mix up the order of the rows."""
    relation = ".".join(FIGURES)
    grains = connection.execute(f"select distinct grain from {relation} order by grain").fetchall()  # noqa: S608
    for (grain,) in grains:
        target = folder / f"grain={grain}" / "data_0.parquet"
        target.parent.mkdir(parents=True)
        connection.execute(
            f"copy (select * exclude (grain) from {relation} where grain = {literal(grain)}) "  # noqa: S608
            f"to {literal(str(target))} ({_FORMAT})"
        )


def _metadata(table: Table, version: str) -> str:
    """Return what a file says of itself, as DuckDB wants it: a struct of texts."""
    said = {"publication": version, "comment": table.comment or ""}
    said |= {f"comment.{column.name}": column.comment or "" for column in table.columns}
    return "{" + ", ".join(f"{literal(name)}: {literal(text)}" for name, text in said.items()) + "}"
