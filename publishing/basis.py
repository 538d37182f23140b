"""What a publication was made from, as far as the next audit must know: kept beside its file.

It lies in the version's folder as `basis.json`, which no BI tool reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb

BASIS_NAME = "basis.json"

#: Columns by which sources say that a record was deleted.
_DELETED_FLAGS = ("archived", "is_archived", "deleted", "is_deleted")
_RATES = ("conformed", "fx_rates_daily")


@dataclass(frozen=True)
class Basis:
    """What the figures were made from.

    Attributes:
        raw_rows: records of each raw table that their vendor has not deleted, by `schema.name`.
        settings: the company's settings that models read, each as text.
        rates: the mean exchange rate per currency and month (`USD 2026-10`).
        forgotten: rows of each raw table that were removed so far because a person was forgotten.
    """

    raw_rows: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    forgotten: Mapping[str, int] = field(default_factory=dict)


def read_basis(folder: Path) -> Basis | None:
    """Return the basis of the version in `folder`; None when it is damaged or was never kept."""
    try:
        return Basis(**json.loads((folder / BASIS_NAME).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write_basis(folder: Path, basis: Basis) -> None:
    """Keep the basis of the version in `folder`."""
    (folder / BASIS_NAME).write_text(json.dumps(asdict(basis), indent=1), encoding="utf-8")


def basis_of(
    connection: duckdb.DuckDBPyConnection,
    database: str,
    settings: Mapping[str, str],
    forgotten: Mapping[str, int],
) -> Basis:
    """Return the basis of what the attached `database` holds, made with `settings`."""
    rows, rates = _raw_rows(connection, database), _rates(connection, database)
    return Basis(rows, dict(settings), rates, dict(forgotten))


def _raw_rows(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, int]:
    tables = connection.execute(
        r"""
        select
            schema_name, table_name,
            max(column_name) filter (where column_name in $2 and data_type = 'BOOLEAN')
        from duckdb_columns()
        where
            database_name = $1
            and schema_name like 'raw\_%' escape '\'
            and schema_name not like '%\_staging' escape '\'
            and table_name not like '\_dlt%' escape '\'
        group by schema_name, table_name
        """,
        [database, list(_DELETED_FLAGS)],
    ).fetchall()
    if not tables:
        return {}
    counts = " union all ".join(_count(database, *table) for table in tables)
    return dict(sorted(connection.execute(counts).fetchall()))


def _count(database: str, schema: str, table: str, flag: str | None) -> str:
    living = f' filter (where "{flag}" is not true)' if flag else ""
    relation = f'{database}."{schema}"."{table}"'
    return f"select '{schema}.{table}', count(*){living} from {relation}"  # noqa: S608 - names come from the catalogue


def _rates(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, float]:
    schema, name = _RATES
    is_there = connection.execute(
        "select 1 from duckdb_tables() "
        "where database_name = $1 and schema_name = $2 and table_name = $3",
        [database, schema, name],
    ).fetchall()
    if not is_there:
        return {}
    return dict(
        connection.execute(
            f"""
            select currency || ' ' || strftime(day_on, '%Y-%m') as of_month, avg(rate)::double
            from {database}.{schema}.{name}
            where rate is not null and currency is not null
            group by of_month
            order by of_month
            """  # noqa: S608 - our own names
        ).fetchall()
    )
