"""What a relation holds: its columns, its rows, and a hash of them whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from orchestration.build.row_groups import Piece, row_groups

#: From so many stored rows on, only row groups that were written since are read again.
_LARGE = 250_000


@dataclass(frozen=True)
class Content:
    """The content of a table, or the statement of a view.

    Attributes:
        shape: names and types of the columns, in order; for a view its statement.
        rows: number of rows; None for a view.
        hash: the sum of the rows' hashes; empty for a view.
        records: of a raw table, the same without load times and dlt's own columns: a record that
            was loaded again unchanged is the same record.
        stored: rows as the catalogue counts them, which costs no reading.
        pieces: of a large table, its row groups; what is not written again is not read again.
    """

    shape: str
    rows: int | None = None
    hash: str = ""
    records: str = ""
    stored: int = 0
    pieces: Mapping[str, Piece] = field(default_factory=dict)

    def equals(self, other: Content) -> bool:
        """Return whether both hold the same rows in the same columns."""
        mine, its = (self.shape, self.rows, self.hash), (other.shape, other.rows, other.hash)
        return mine == its

    def difference(self, now: Content | None) -> str:
        """Say how `now` differs from this, in plain words."""
        if now is None:
            return "it is gone"
        if now.shape != self.shape:
            is_view = self.rows is None or now.rows is None
            return "its statement is another" if is_view else "its columns are others"
        if now.rows != self.rows:
            return f"{now.rows:,} rows instead of {self.rows:,}"
        return f"other values in its {self.rows:,} rows"


@dataclass(frozen=True)
class Relation:
    """A table or view as the catalogue has it; `columns` are (name, type) in order."""

    schema: str
    name: str
    is_view: bool
    shape: str
    columns: tuple[str, ...]
    stored: int

    @property
    def label(self) -> str:
        """`schema.name`."""
        return f"{self.schema}.{self.name}"

    @property
    def quoted(self) -> str:
        """The name as SQL wants it."""
        return f'"{self.schema}"."{self.name}"'


def relations(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """Return the tables and views of the connection's database, by schema and name."""
    columns: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for schema, name, column, data_type in connection.execute(
        """
        select schema_name, table_name, column_name, data_type
        from duckdb_columns()
        where database_name = current_database() and not internal
        order by schema_name, table_name, column_index
        """
    ).fetchall():
        columns.setdefault((schema, name), []).append((column, data_type))
    found = connection.execute(
        """
        select schema_name, table_name, null as statement, estimated_size
        from duckdb_tables()
        where database_name = current_database() and not internal and not temporary
        union all
        select schema_name, view_name, sql, 0
        from duckdb_views()
        where database_name = current_database() and not internal and not temporary
        order by schema_name, table_name
        """
    ).fetchall()
    return [
        Relation(
            schema,
            name,
            statement is not None,
            statement or "; ".join(" ".join(column) for column in columns[schema, name]),
            tuple(column for column, _ in columns[schema, name]),
            int(stored),
        )
        for schema, name, statement, stored in found
    ]


def read_contents(
    connection: duckdb.DuckDBPyConnection,
    wanted: Iterable[Relation],
    known: Mapping[str, Content],
    warehouse_path: Path,
) -> dict[str, Content]:
    """Return the content of `wanted`, by label.

    Args:
        connection: to the warehouse, nothing of it uncommitted.
        wanted: the relations to read.
        known: what they held when nobody but the caller had written since; the row groups of large
            tables that are still the same are taken from it. Empty: everything is read.
        warehouse_path: the file of `connection`.
    """
    contents = {}
    for relation in wanted:
        if relation.is_view:
            contents[relation.label] = Content(relation.shape)
        elif relation.stored < _LARGE:
            rows, values, records = _hashes(connection, relation, "")
            contents[relation.label] = Content(
                relation.shape, rows, str(values), str(records or ""), relation.stored
            )
        else:
            before = known.get(relation.label)
            pieces = before.pieces if before and before.shape == relation.shape else {}
            contents[relation.label] = _large(connection, relation, pieces, warehouse_path)
    return contents


def _large(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    known: Mapping[str, Piece],
    warehouse_path: Path,
) -> Content:
    pieces = dict(_pieces(connection, relation, known, warehouse_path))
    return Content(
        relation.shape,
        sum(piece.rows for _, piece in pieces.values()),
        str(sum(piece.hash for _, piece in pieces.values())),
        str(sum(piece.records for _, piece in pieces.values())) if _is_raw(relation) else "",
        relation.stored,
        {place: piece for place, piece in pieces.values() if place},
    )


def _pieces(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    known: Mapping[str, Piece],
    warehouse_path: Path,
) -> Iterator[tuple[int, tuple[str, Piece]]]:
    """Yield each row group by its first row: where it lies, and what it holds."""
    for group in row_groups(connection, relation.quoted, warehouse_path):
        within = f"where rowid between {group.first} and {group.last}"
        place = ""
        if group.place:
            [rows] = connection.execute(
                f"select count(*) from {relation.quoted} {within}"  # noqa: S608
            ).fetchall()[0]
            # Deleted rows stay in the blocks: the place alone does not tell how many are left.
            place = f"{group.place} {rows}"
        piece = known.get(place) or Piece(*_hashes(connection, relation, within))
        yield group.first, (place, piece)


def _hashes(
    connection: duckdb.DuckDBPyConnection, relation: Relation, within: str
) -> tuple[int, int, int]:
    """Return rows, the sum of their hashes, and of a raw table that of its records."""
    of_records = [name for name in relation.columns if not _is_of_the_load(name)]
    sums = [_sum(relation.columns)]
    if _is_raw(relation) and of_records:
        sums.append(_sum(of_records))
    rows, values, *records = connection.execute(
        f"select count(*), {', '.join(sums)} from {relation.quoted} {within}"  # noqa: S608
    ).fetchall()[0]
    return int(rows), int(values or 0), int(records[0] or 0) if records else 0


def _sum(columns: Iterable[str]) -> str:
    quoted = ", ".join(f'"{name}"' for name in columns)
    return f"sum(cast(hash({quoted}) as hugeint))"


def _is_raw(relation: Relation) -> bool:
    return relation.schema.startswith("raw_")


def _is_of_the_load(column: str) -> bool:
    return column.startswith("_") or column == "loaded_at"
