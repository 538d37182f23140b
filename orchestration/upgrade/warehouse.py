"""The warehouse's own part of an upgrade: its log, and relations that no model makes any more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.company.release import UpgradeError
from orchestration.dbt import command as dbt_command
from publishing.tables import INTERNAL_PREFIXES

#: Schemas that hold nothing but what dbt makes of the raw tables.
_DBT_SCHEMAS = ("staging", "conformed")
#: A schema that is published, but for what dbt needs in between.
_KPI_SCHEMA = "kpi"


@dataclass(frozen=True)
class Relation:
    """A table or view of the warehouse."""

    schema: str
    name: str
    is_view: bool

    @property
    def label(self) -> str:
        """Schema and name, as people write them."""
        return f"{self.schema}.{self.name}"


def open_warehouse(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open the warehouse.

    Raises:
        UpgradeError: another program has it open, or this DuckDB can't read it.
    """
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        raise UpgradeError(
            f"{path} can't be opened: {error}. If another program has it open, end that and run "
            "`accord upgrade` again"
        ) from error


def close_log(path: Path) -> None:
    """Have what a killed run left in the write-ahead log written into the file itself."""
    if path.is_file():
        open_warehouse(path).close()


def stale_relations(path: Path) -> list[Relation]:
    """Return what earlier releases' models made and no model of this one makes, by name.

    Looked at are the schemas that are dbt's alone, and in `kpi` what is not published. What
    readers get, raw tables, snapshots and `quality` are never among them.
    """
    if not path.is_file():
        return []
    made = _made_now()
    with open_warehouse(path, read_only=True) as connection:
        found = connection.execute(
            """
            select schema_name, table_name, false from duckdb_tables() where not internal
            union all
            select schema_name, view_name, true from duckdb_views() where not internal
            order by all
            """
        ).fetchall()
    return [
        relation
        for relation in (Relation(*row) for row in found)
        if _is_only_dbts(relation) and (relation.schema, relation.name) not in made
    ]


def drop(path: Path, relations: list[Relation]) -> None:
    """Drop the relations, all or none."""
    with open_warehouse(path) as connection:
        connection.begin()
        for relation in relations:
            kind = "view" if relation.is_view else "table"
            connection.execute(f'drop {kind} if exists "{relation.schema}"."{relation.name}"')
        connection.commit()


def _is_only_dbts(relation: Relation) -> bool:
    return relation.schema in _DBT_SCHEMAS or (
        relation.schema == _KPI_SCHEMA and relation.name.startswith(INTERNAL_PREFIXES)
    )


def _made_now() -> set[tuple[str, str]]:
    """Return schema and name of every model: its first folder and its file's name."""
    models = dbt_command.DBT_PROJECT_DIR / "models"
    return {
        (path.relative_to(models).parts[0], path.stem)
        for ending in ("sql", "py")
        for path in models.rglob(f"*.{ending}")
    }
