# ruff: noqa: S608 - writing SQL is what this module is for; names come from the catalogue.
"""What is kept beside a close's values: the rows behind them, and what each record said then.

Identities are kept as hashes: a close can be compared with the data of now, and names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

from closes.definitions import Definitions, Fact

#: Of a record these say nothing about what happened.
_NOT_CONTENT = (
    *("source", "source_id", "source_key", "loaded_at", "updated_at"),
    *("is_deleted", "deleted_at", "merged_source_keys"),
)
#: Keys of members, not of records: they stay readable.
_MEMBERS = re.compile(
    r"(created_)?(owner|team)_key|(channel|campaign|market|segment|industry|product|pipeline)_key"
    r"|(next_)?stage_key"
)
#: The query of no record.
NOTHING_KNOWN = (
    "select '' as entity, 0::ubigint as key, 0::ubigint as content, 0::ubigint as links, "
    "null::ubigint as resolved, false as is_gone where false"
)
#: Records that are resolved: the entity, its map and the key in it.
RESOLVED = {"people": "person", "accounts": "account"}


def literal(text: object) -> str:
    """Return a text as SQL has it."""
    escaped = str(text).replace("'", "''")
    return f"'{escaped}'"


def hashed(expression: str) -> str:
    """Return the SQL of the 64-bit hash of a key."""
    return f"md5_number_lower(cast({expression} as varchar))"


def columns_of(
    connection: duckdb.DuckDBPyConnection, database: str, schema: str, name: str
) -> dict[str, str]:
    """Return names and types of a relation's columns, in order; none where there is none."""
    return dict(
        connection.execute(
            "select column_name, data_type from duckdb_columns() where database_name = ? "
            "and schema_name = ? and table_name = ? order by column_index",
            [database, schema, name],
        ).fetchall()
    )


def schema_of(connection: duckdb.DuckDBPyConnection, database: str, model: str) -> str:
    """Return the schema in which the warehouse has a model; empty where it has none."""
    found = connection.execute(
        "select schema_name from (select database_name, schema_name, table_name from "
        "duckdb_tables() union all select database_name, schema_name, view_name from "
        "duckdb_views()) where database_name = ? and table_name = ? "
        "and schema_name in ('marts', 'integrity', 'kpi', 'conformed') order by 1 desc",
        [database, model],
    ).fetchall()
    return str(found[0][0]) if found else ""


def is_identity(column: str, data_type: str) -> bool:
    """Return whether a column of a mart names a record."""
    if data_type != "VARCHAR":
        return False
    return column == "email" or (column.endswith("_key") and not _MEMBERS.fullmatch(column))


def _hidden(column: str) -> str:
    """Return the SQL of an identity that differs from others, and says nothing else."""
    hidden = f"cast({hashed(column)} as varchar)"
    return f"case when \"{column}\" = 'unknown' then 'unknown' else {hidden} end"


def rows_query(connection: duckdb.DuckDBPyConnection, database: str, fact: Fact, days: str) -> str:
    """Return the query of a fact's rows as a close keeps them; empty where there is no such mart.

    `days` is a condition on `day`.
    """
    schema = schema_of(connection, database, fact.mart)
    columns = columns_of(connection, database, schema, fact.mart)
    if fact.day not in columns:
        return ""
    listed = ", ".join(
        f'{_hidden(name)} as "{name}"' if is_identity(name, kind) else f'"{name}"'
        for name, kind in columns.items()
    )
    where = days.replace("{day}", f'"{fact.day}"')
    return f'select {listed} from {database}.{schema}."{fact.mart}" where {where}'


def keep_rows(
    connection: duckdb.DuckDBPyConnection,
    database: str,
    definitions: Definitions,
    days: str,
    folder: Path,
) -> None:
    """Write the rows of the days that a close's figures are made from, a file per fact."""
    for fact in definitions.facts():
        query = rows_query(connection, database, fact, days)
        if query:
            _write(connection, query, folder / f"{fact.name}.parquet")


def entities(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    """Return the columns of every base entity's records, by entity."""
    rows = connection.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns() "
        "where database_name = ? and schema_name = 'conformed' group by table_name",
        [database],
    ).fetchall()
    return {
        match[1]: list(columns)
        for name, columns in sorted(rows)
        if (match := re.fullmatch(r"int_(\w+)__unioned", name)) and "source_key" in columns
    }


def records_query(
    connection: duckdb.DuckDBPyConnection,
    database: str,
    *,
    parents: bool = False,
) -> str:
    """Return the query of what every record says: entity, key, content, links, resolved, is_gone.

    What it belongs to is apart: a vendor that merges two companies moves their deals, too.

    With `parents` also the list of the records that each belongs to, as entity and key.
    """
    parts = []
    for entity, columns in entities(connection, database).items():
        said, linked = (
            ", ".join(f'records."{it}"' for it in columns if wanted(it)) or "''"
            for wanted in (_is_content, _is_link)
        )
        relation = f"{database}.conformed.int_{entity}__unioned as records"
        gone = 'coalesce(records."is_deleted", false)' if "is_deleted" in columns else "false"
        resolved, joined = "cast(null as ubigint)", ""
        if entity in RESOLVED:
            name = RESOLVED[entity]
            identity = f"identity_{entity}"
            if columns_of(connection, database, "conformed", identity):
                resolved = hashed(f"identity.{name}_key")
                joined = (
                    f" left join {database}.conformed.{identity} as identity "
                    "on records.source_key = identity.source_key"
                )
        content, tied = (f"md5_number_lower(cast(row({it}) as varchar))" for it in (said, linked))
        base = (
            f"select '{entity}' as entity, {hashed('records.source_key')} as key, "
            f"{content} as content, {tied} as links, {resolved} as resolved, {gone} as is_gone"
        )
        if not parents:
            parts.append(f"{base} from {relation}{joined}")
            continue
        links = {it.removesuffix("_source_key"): it for it in columns if _is_link(it)}
        listed = ", ".join(
            f"{{'entity': '{_plural(name)}', 'key': {hashed('records.' + column)}}}"
            for name, column in links.items()
        )
        many = f"[{listed}]" if listed else "cast([] as struct(entity varchar, key ubigint)[])"
        parts.append(f"{base}, {many} as parents from {relation}{joined}")
    return "\nunion all\n".join(parts)


def keep_records(
    connection: duckdb.DuckDBPyConnection, database: str, known: str, path: Path
) -> None:
    """Write what records say that earlier closes do not know, and which records are gone.

    `known` is the query of what they know.
    """
    now = records_query(connection, database) or NOTHING_KNOWN
    _write(
        connection,
        f"""
        with now as ({now}), known as ({known})
        select
            coalesce(now.entity, known.entity) as entity,
            coalesce(now.key, known.key) as key,
            coalesce(now.content, known.content) as content,
            coalesce(now.links, known.links) as links,
            coalesce(now.resolved, known.resolved) as resolved,
            coalesce(now.is_gone, true) as is_gone
        from now
        full outer join known on now.entity = known.entity and now.key = known.key
        where
            known.key is null
            or now.content is distinct from known.content
            or now.links is distinct from known.links
            or now.resolved is distinct from known.resolved
            or coalesce(now.is_gone, true) <> known.is_gone
        """,
        path,
    )


def known_query(paths: Iterable[Path]) -> str:
    """Return the query of what closes know of records, the oldest close first in `paths`."""
    parts = [
        f"select *, {number} as number from read_parquet({literal(path)})"
        for number, path in enumerate(paths)
    ]
    if not parts:
        return NOTHING_KNOWN
    everything = " union all ".join(parts)
    return (
        "select entity, key, max_by(content, number) as content, "
        "max_by(links, number) as links, "
        "arg_max_null(resolved, number) as resolved, max_by(is_gone, number) as is_gone "
        f"from ({everything}) group by entity, key"
    )


def keep_rates(connection: duckdb.DuckDBPyConnection, database: str, path: Path) -> None:
    """Write the rates of every day and currency, as the figures were converted."""
    if columns_of(connection, database, "conformed", "fx_rates_daily"):
        query = f"select day_on, currency, rate from {database}.conformed.fx_rates_daily"
    else:
        query = (
            "select current_date as day_on, '' as currency, 1::decimal(18, 8) as rate where false"
        )
    _write(connection, query, path)


def _is_link(column: str) -> bool:
    return column.endswith("_source_key") and column != "source_key"


def _is_content(column: str) -> bool:
    return column not in _NOT_CONTENT and not _is_link(column)


def _plural(name: str) -> str:
    """Return the entity that a `<name>_source_key` points at."""
    people = dict.fromkeys(("person", "requester"), "people")
    reps = dict.fromkeys(("owner", "rep", "actor", "assignee"), "reps")
    other = {"activity": "activities", "opportunity": "opportunities", "merged_into": "tickets"}
    return {**people, **reps, **other}.get(name, f"{name}s")


def _write(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"copy ({query}) to {literal(path)} (format parquet, compression zstd)")
