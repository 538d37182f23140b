"""A new warehouse without the people on the list, in the place of the one that has them.

DuckDB leaves deleted rows in the file's free blocks, so that only a new file is without them. It
gets what no run can make again, and tables that are nobody's of ours; a run builds the rest.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from ingestion.forgotten import Forgotten
from ingestion.left_out import LeftOut
from ingestion.personal import Personal
from orchestration.build.owners import is_lasting
from orchestration.recovery.forgetting.columns import of_table, source_of
from orchestration.recovery.lasting import Table

_FOLDER = ".forgetting"
#: What a run builds anew, with the checks' evidence.
_BUILT = ("staging", "conformed", "marts", "integrity", "kpi", "quality")
_KEPT = ("quality.check_results",)
_BATCH = 50_000


@dataclass
class Cleaned:
    """What was found in a warehouse.

    Attributes:
        rows: rows removed, by table.
        living: rows removed that the vendor had not deleted, by raw table: what figures lose.
        cells: single values removed, by table; the rows stay.
        views: views in schemas that are not ours, which are not in the new file.
    """

    rows: Counter[str] = field(default_factory=Counter)
    living: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    views: list[str] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        """Whether nobody on the list is in it."""
        return not (self.rows or self.cells)


def look_for(warehouse: Path, declared: Mapping[str, Personal], forgotten: Forgotten) -> Cleaned:
    """Return what would be removed. Changes nothing."""
    found = Cleaned()
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for table in _tables(connection):
            if table.label in declared and _is_copied(table):
                for _ in _pages(connection, table, declared, forgotten, found):
                    pass
        found.views = _other_views(connection)
    return found


def copy_without(
    warehouse: Path, declared: Mapping[str, Personal], forgotten: Forgotten
) -> tuple[Path, Cleaned]:
    """Write the new file beside the warehouse; return it, and what was left out of it.

    Raises:
        OSError, duckdb.Error: there is no room, or somebody has the file open.
    """
    # Works the log of a killed run in: it would be taken for one of the new file.
    duckdb.connect(str(warehouse)).close()
    folder = warehouse.with_name(_FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    staged, found = folder / warehouse.name, Cleaned()
    with (
        duckdb.connect(str(warehouse), read_only=True) as old,
        duckdb.connect(str(staged)) as new,
    ):
        tables = [table for table in _tables(old) if _is_copied(table)]
        found.views = _other_views(old)
        for table in tables:
            new.execute(f'create schema if not exists "{table.schema}"')
            new.execute(table.statement)
        for table in tables:
            relation = f'"{table.schema}"."{table.name}"'
            for page in _pages(old, table, declared, forgotten, found):
                new.register("page", page)
                new.execute(f"insert into {relation} select * from page")  # noqa: S608 - names come from the catalogue
                new.unregister("page")
        new.execute("checkpoint")
    return staged, found


def _pages(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    declared: Mapping[str, Personal],
    forgotten: Forgotten,
    found: Cleaned,
) -> Iterator[pa.Table]:
    label, personal = table.label, of_table(declared, table.label)
    left_out = LeftOut(source_of(label), {label: personal}, forgotten)
    relation = f'"{table.schema}"."{table.name}"'
    reader = connection.cursor().execute(f"select * from {relation}").to_arrow_reader(_BATCH)  # noqa: S608 - names come from the catalogue
    for batch in reader:
        page = pa.Table.from_batches([batch])
        kept = left_out.clean(page, label)
        removed = page.num_rows - kept.num_rows
        found.rows[label] += removed
        found.living[label] += _living(page) - _living(kept)
        yield kept
    found.cells[label] += left_out.cells[label]
    for counts in (found.rows, found.living, found.cells):
        if not counts[label]:
            del counts[label]


def _living(page: pa.Table) -> int:
    """Count the rows that their vendor has not deleted, as the audit does."""
    for flag in ("archived", "is_archived", "deleted", "is_deleted"):
        if flag in page.column_names and pa.types.is_boolean(page.schema.field(flag).type):
            return len(page) - int(page[flag].to_pylist().count(True))
    return len(page)


def _tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    rows = connection.execute(
        "select schema_name, table_name, sql from duckdb_tables() where not internal"
    ).fetchall()
    return [Table(*row) for row in rows]


def _is_copied(table: Table) -> bool:
    if table.label in _KEPT:
        return True
    if is_lasting(table.label):
        # dlt's own scratch tables, which it makes again.
        return not table.schema.endswith("_staging")
    return table.schema not in _BUILT


def _other_views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select schema_name || '.' || view_name from duckdb_views() where not internal "
        "and schema_name not in (select unnest($1)) order by 1",
        [list(_BUILT)],
    ).fetchall()
    return [label for (label,) in rows]
