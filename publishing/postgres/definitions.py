"""Tables, columns, descriptions, keys and indexes in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from publishing.postgres.columns import PostgresColumn
from publishing.postgres.session import PostgresError, Session, name_of, text_of
from publishing.postgres.source import SourceTable

#: By what `kpi.kpi_values` is asked, in the order that answers a point query from one page.
_KEY_ORDER = {
    "kpi.kpi_values": (
        *("kpi_id", "variant", "grain", "dimension", "period_start", "dimension_value"),
    )
}
#: Further indexes: all KPIs of a period.
_INDEXES = {"kpi.kpi_values": (("grain", "period_start", "dimension", "kpi_id"),)}
#: Facts are asked by their first business day.
_FACTS = "fct_"


@dataclass(frozen=True)
class Held:
    """The columns of the tables that the database has, by schema and table."""

    tables: dict[tuple[str, str], dict[str, str]]

    def columns(self, table: SourceTable) -> dict[str, str] | None:
        """Return the columns of a table and their types; None: it is not there."""
        return self.tables.get((table.schema, table.table.name))


def read_held(session: Session, schemas: Sequence[str]) -> Held:
    """Return what tables the database has in our schemas."""
    found = session.rows(
        f"""
        select namespace.nspname, class.relname, attribute.attname,
            format_type(attribute.atttypid, attribute.atttypmod)
        from pg_attribute as attribute
        join pg_class as class on class.oid = attribute.attrelid
        join pg_namespace as namespace on namespace.oid = class.relnamespace
        where namespace.nspname in ({", ".join(map(text_of, schemas))}) and class.relkind = 'r'
            and attribute.attnum > 0 and not attribute.attisdropped
        order by namespace.nspname, class.relname, attribute.attnum
        """  # noqa: S608 - our own names
    )
    tables: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table, column, data_type in found:
        tables.setdefault((schema, table), {})[column] = data_type
    return Held(tables)


def create(session: Session, table: SourceTable) -> None:
    """Make a table without rows, key and indexes."""
    columns = ", ".join(_definition(column) for column in table.columns)
    session.run(f"create table {table.name} ({columns})")


def index(session: Session, table: SourceTable) -> None:
    """Give a table that has its rows its key and its indexes."""
    if table.key:
        ordered = _KEY_ORDER.get(table.label, table.key)
        key = ordered if set(ordered) == set(table.key) else table.key
        session.run(f"alter table {table.name} add primary key ({_listed(key)})")
    for columns in _indexes(table):
        session.run(f"create index on {table.name} ({_listed(columns)})")


def added_columns(held: Held, tables: Sequence[SourceTable]) -> list[str]:
    """Return the statements that add the columns that only the publication has.

    Raises:
        PostgresError: a column has another type, which no release of one major version does.
    """
    statements = []
    for table in tables:
        columns = held.columns(table)
        if columns is None:
            continue
        for column in table.columns:
            if column.name not in columns:
                statements.append(f"alter table {table.name} add column {_definition(column)}")
            elif _plain(columns[column.name]) != _plain(column.data_type):
                raise PostgresError(
                    f"{table.label}.{column.name} is {columns[column.name]} in PostgreSQL and "
                    f"{column.data_type} in the publication; drop the table {table.label} and what "
                    "depends on it, and publish again"
                )
    return statements


def gone_tables(held: Held, tables: Sequence[SourceTable]) -> list[str]:
    """Return the statements that drop the tables that the publication no longer has."""
    wanted = {(table.schema, table.table.name) for table in tables}
    return [f"drop table {name_of(*there)}" for there in held.tables if there not in wanted]


def describe(session: Session, tables: Sequence[SourceTable], schemas: Sequence[str]) -> None:
    """Write the descriptions that differ."""
    known = _descriptions(session, schemas)
    for table in tables:
        place = (table.schema, table.table.name)
        if known.get((*place, "")) != table.table.comment:
            session.run(f"comment on table {table.name} is {_comment(table.table.comment)}")
        for column in table.table.columns:
            if known.get((*place, column.name)) != column.comment:
                name = f"{table.name}.{name_of(column.name)}"
                session.run(f"comment on column {name} is {_comment(column.comment)}")


def _descriptions(session: Session, schemas: Collection[str]) -> dict[tuple[str, str, str], str]:
    found = session.rows(
        f"""
        select namespace.nspname, class.relname, coalesce(attribute.attname, ''), note.description
        from pg_description as note
        join pg_class as class on class.oid = note.objoid and note.classoid = 'pg_class'::regclass
        join pg_namespace as namespace on namespace.oid = class.relnamespace
        left join pg_attribute as attribute
            on attribute.attrelid = class.oid and attribute.attnum = nullif(note.objsubid, 0)
        where namespace.nspname in ({", ".join(map(text_of, schemas))})
        """  # noqa: S608 - our own names
    )
    return {(row[0], row[1], row[2]): row[3] for row in found}


def _indexes(table: SourceTable) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = list(_INDEXES.get(table.label, ()))
    if table.table.name.startswith(_FACTS):
        days = [column.name for column in table.columns if column.data_type == "date"]
        found.extend((day,) for day in days[:1] if table.key[:1] != (day,))
    names = {column.name for column in table.columns}
    return [columns for columns in found if names.issuperset(columns)]


def _definition(column: PostgresColumn) -> str:
    return f"{name_of(column.name)} {column.data_type}"


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(name_of(column) for column in columns)


def _comment(text: str | None) -> str:
    return "null" if text is None else text_of(text)


def _plain(data_type: str) -> str:
    """Return a type in PostgreSQL's own spelling."""
    return data_type.replace(", ", ",").replace(" without time zone", "")
