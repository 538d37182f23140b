# ruff: noqa: S608 - writing SQL is what this module is for; names come from the catalogue.
"""What became of each record since a period was closed, before any row is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from closes.evidence import RESOLVED, columns_of, entities, hashed, literal, records_query
from closes.steps import CORRECTED, DELETION, LATE, MERGE, RATE, TARGET

#: Planning input that a figure is compared with or divided by: another row of it is a target.
_TARGETS = ("targets", "quotas")
_RATES = "fx_rates"


def prepare(
    connection: duckdb.DuckDBPyConnection, database: str, known: Sequence[tuple[int, Path]]
) -> None:
    """Make the tables that say what changed of records, as seen from each of several closes.

    `known` has for each close its number and the file of what it added to what is known.
    """
    connection.execute("create schema if not exists replay")
    parts = [
        f"select *, {number} as number from read_parquet({literal(path)})" for number, path in known
    ]
    connection.execute(f"create or replace table replay.known as {' union all '.join(parts)}")
    now = records_query(connection, database, parents=True) or _NO_RECORDS
    connection.execute(f"create or replace table replay.records_now as {now}")
    connection.execute(
        f"create or replace table replay.resolved_now as {_resolved(connection, database)}"
    )
    connection.execute(
        f"create or replace table replay.merged_now as {_merged(connection, database)}"
    )


_NO_RECORDS = (
    "select '' as entity, 0::ubigint as key, 0::ubigint as content, 0::ubigint as links, "
    "null::ubigint as resolved, false as is_gone, "
    "cast([] as struct(entity varchar, key ubigint)[]) as parents where false"
)


def _resolved(connection: duckdb.DuckDBPyConnection, database: str) -> str:
    """Return the query of what each record is resolved to now, merged-away ones too."""
    parts = [
        f"select '{entity}' as entity, {hashed('source_key')} as key, "
        f"{hashed(name + '_key')} as resolved from {database}.conformed.identity_{entity}"
        for entity, name in RESOLVED.items()
        if columns_of(connection, database, "conformed", f"identity_{entity}")
    ]
    nothing = "select '' as entity, 0::ubigint as key, 0::ubigint as resolved where false"
    return " union all ".join(parts) or nothing


def _merged(connection: duckdb.DuckDBPyConnection, database: str) -> str:
    """Return the query of the records that the vendor merged into others."""
    parts = [
        f"select '{entity}' as entity, {hashed('trim(one)')} as key from (select "
        f"unnest(string_split(merged_source_keys, '|')) as one "
        f"from {database}.conformed.int_{entity}__unioned) where trim(one) <> ''"
        for entity, columns in entities(connection, database).items()
        if "merged_source_keys" in columns
    ]
    return " union all ".join(parts) or "select '' as entity, 0::ubigint as key where false"


def find_changes(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Make `replay.changes` and what follows from it, as seen from the close `number`.

    `own` has the cause of each record, `resolved` of each person and account, `around` of what a
    record belongs to.
    """
    connection.execute(
        f"""
        create or replace table replay.known_then as
        select entity, key, max_by(content, number) as content,
            max_by(links, number) as links, arg_max_null(resolved, number) as resolved,
            max_by(is_gone, number) as is_gone
        from replay.known where number <= {number} group by entity, key
        """
    )
    connection.execute(
        f"""
        create or replace table replay.own as
        select
            coalesce(now.entity, known.entity) as entity,
            coalesce(now.key, known.key) as key,
            case
                when known.key is null or (known.is_gone and not now.is_gone) then {LATE}
                when merged.key is not null and coalesce(now.is_gone, true) then {MERGE}
                when coalesce(now.is_gone, true) then {DELETION}
                else {CORRECTED}
            end as step,
            coalesce(now.resolved, known.resolved) as resolved,
            coalesce(now.parents, []) as parents,
            -- Moved to another company or person, and nothing else: it may be because they merged.
            known.key is not null and not known.is_gone and not now.is_gone
            and now.content = known.content as is_only_moved
        from replay.records_now as now
        full outer join replay.known_then as known
            on now.entity = known.entity and now.key = known.key
        left join (select distinct entity, key from replay.merged_now) as merged
            on coalesce(now.entity, known.entity) = merged.entity
            and coalesce(now.key, known.key) = merged.key
        where
            coalesce(now.is_gone, true) <> coalesce(known.is_gone, true)
            or (
                not now.is_gone
                and (now.content, now.links) is distinct from (known.content, known.links)
            )
        """
    )
    connection.execute(
        "create or replace table replay.moved as select entity, key, step from replay.own "
        "where is_only_moved"
    )

    connection.execute(
        f"""
        create or replace table replay.resolved as
        with moved as (
            select known.entity, known.resolved as before, now.resolved as after
            from replay.known_then as known
            inner join replay.resolved_now as now
                on known.entity = now.entity and known.key = now.key
            where known.resolved is not null and known.resolved <> now.resolved
        )
        select entity, before as key, {MERGE} as step from moved
        union
        select entity, after, {MERGE} from moved
        union
        select entity, resolved, step from replay.own where resolved is not null
        """
    )
    # What belongs to a record changes what is counted of it; of people and accounts as resolved.
    connection.execute(
        """
        create or replace table replay.around as
        with linked as (
            select unnest(parents) as parent, step from replay.own
        ),
        direct as (
            select distinct parent.entity as entity, parent.key as key, step from linked
            where parent.key is not null
        )
        select entity, key, step from direct
        union
        select direct.entity, now.resolved, direct.step
        from direct
        inner join replay.resolved_now as now on direct.entity = now.entity and direct.key = now.key
        """
    )
    connection.execute("delete from replay.own where is_only_moved")


def changed_entities(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the last cause that a record of each entity has, as seen from the close at hand."""
    rows = connection.execute("select entity, max(step) from replay.own group by entity").fetchall()
    found = {entity: int(step) for entity, step in rows}
    merged = connection.execute(
        f"select distinct entity from replay.resolved where step = {MERGE}"
    ).fetchall()
    for (entity,) in merged:
        found[entity] = max(found.get(entity, 0), MERGE)
    return {
        entity: TARGET if entity in _TARGETS else RATE if entity == _RATES else step
        for entity, step in found.items()
    }
