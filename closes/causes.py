# ruff: noqa: S608 - writing SQL is what this module is for; names come from the catalogue.
"""Why the rows behind a figure are others than when its period was closed.

Each row that differs gets one cause, from what its own record says now and said then; where that
says nothing, from the records that it belongs to; where these don't either, from what else its
mart is made of. A row whose rate is another one has that as a second cause, in a step of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from closes.definitions import Definitions, Fact
from closes.evidence import (
    RESOLVED,
    columns_of,
    entities,
    hashed,
    literal,
    records_query,
    rows_query,
)
from closes.store import RATES, ROWS, Close

#: The causes, in the order in which they are given. The number is the step that takes them in.
CAUSES = {
    "late record": 1,
    "corrected record": 2,
    "merge": 3,
    "deletion": 4,
    "changed rate": 5,
    "new definition": 6,
    "changed target": 7,
}
LATE, CORRECTED, MERGE, DELETION, RATE, DEFINITION, TARGET = range(1, 8)
#: After every step: only the rows of now.
END = 99
#: Planning input that a figure is compared with or divided by: another row of it is a target.
_TARGETS = ("targets", "quotas")
_RATES = "fx_rates"
#: The entity whose record a key column names, the most telling first: the first that a row has is
#: its own record.
_OWN = {
    "activity_key": ("activities",),
    "order_line_key": ("opportunity_lines", "subscriptions"),
    "proposal_key": ("proposals",),
    "answer_key": ("survey_answers",),
    "ticket_key": ("tickets",),
    "mention_key": ("mentions",),
    "content_key": ("contents",),
    "spend_key": ("ad_spend", "costs"),
    "web_key": ("web_traffic",),
    "opportunity_key": ("opportunities",),
}
#: Keys of what is resolved from several records.
_RESOLVED_KEYS = ("person_key", "account_key", "customer_key", "buyer_key")
#: The rate itself, where a mart shows it.
_RATE_COLUMN = "fx_rate"
#: The number of a row, in the tables at work.
_ROW = "_row"
#: Amounts in the currency of the record; every other amount of a row that has one is converted.
_IN_ITS_CURRENCY = frozenset(
    (
        *("amount", "list_price", "list_amount", "discount", "cost", "quota"),
        *("refund_amount", "recurring_amount", "created_amount", "quantity"),
    )
)


@dataclass(frozen=True)
class Replay:
    """The rows of two times, ready to be counted: table `replay.<fact>` has a row per version.

    Attributes:
        facts: what is there.
        steps: the causes that a row has, by fact.
        guessed: facts with a row whose cause no record of its own or around it given.
    """

    facts: frozenset[Fact]
    steps: Mapping[Fact, frozenset[int]]
    guessed: frozenset[Fact]

    def rows_of(self, fact: Fact, step: int) -> str:
        """Return the query of a fact's rows once the causes up to `step` are taken in."""
        return f'select * from replay."{fact.name}" where _from <= {step} and _to > {step}'


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


def build(
    connection: duckdb.DuckDBPyConnection,
    database: str,
    closes: Mapping[int, Close],
    definitions: Definitions,
    facts: Collection[Fact],
    feeds: Mapping[str, Collection[str]],
) -> Replay:
    """Make `replay.<fact>` for the periods of some closes of one grain and definition.

    Args:
        connection: main database in memory, the warehouse attached as `database`.
        database: the name of the warehouse.
        closes: the closes, by the number that says how much was known.
        definitions: what they were computed by.
        facts: the rows that are asked for.
        feeds: the entities that each mart is made from.
    """
    made: dict[Fact, frozenset[int]] = {}
    guessed = set()
    parts: dict[Fact, list[str]] = {fact: [] for fact in sorted(facts)}
    for number, close in closes.items():
        find_changes(connection, number)
        changed = _changed_entities(connection)
        for fact, names in parts.items():
            key = definitions.keys.get(fact.mart, "")
            part = _versions(connection, database, close, fact, key, feeds, changed)
            if part:
                names.append(f"part_{number}_{fact.name}")
                connection.execute(f'create or replace temp table "{names[-1]}" as {part}')
    for fact, names in parts.items():
        if not names:
            continue
        union = " union all by name ".join(f'select * from "{name}"' for name in names)
        connection.execute(f'create or replace table replay."{fact.name}" as {union}')
        for name in names:
            connection.execute(f'drop table "{name}"')
        found = connection.execute(
            f'select distinct _step, _guessed from replay."{fact.name}" where _step is not null'
        ).fetchall()
        steps = {int(step) for step, _ in found}
        if any(is_guessed for _, is_guessed in found):
            guessed.add(fact)
        rated = connection.execute(
            f'select 1 from replay."{fact.name}" where _to = {RATE} limit 1'
        ).fetchall()
        made[fact] = frozenset(steps | ({RATE} if rated else set()))
    return Replay(frozenset(made), made, frozenset(guessed))


def _changed_entities(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
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


def _versions(
    connection: duckdb.DuckDBPyConnection,
    database: str,
    close: Close,
    fact: Fact,
    key: str,
    feeds: Mapping[str, Collection[str]],
    changed: Mapping[str, int],
) -> str:
    """Return the query of the versions of a fact's rows in a close's period."""
    path = close.folder / ROWS / f"{fact.name}.parquet"
    start, end = close.period.start, close.period.end
    days = f"{{day}} between date '{start}' and date '{end}'"
    now_query = rows_query(connection, database, fact, days)
    if not path.is_file() or not now_query:
        return ""
    connection.execute(
        f"create or replace temp table rows_then as "
        f"select *, row_number() over () as _row from read_parquet({literal(path)})"
    )
    connection.execute(
        "create or replace temp table rows_now as "
        f"select *, row_number() over () as _row from ({now_query})"
    )
    then, now = _columns(connection, "rows_then"), _columns(connection, "rows_now")
    shared = [name for name in then if name in now and name != _ROW]
    if key not in shared:
        key = ""
    money = _money(then, shared)
    _convert_back(connection, close, fact, money)
    where_same = " and ".join(f'a."{name}" is not distinct from b."{name}"' for name in shared)
    nearly = " and ".join(
        f'abs(coalesce(a."{name}", 0) - coalesce(b."{name}", 0)) < 0.011'
        f' and (a."{name}" is null) = (b."{name}" is null)'
        if name in money
        else f'a."{name}" is not distinct from b."{name}"'
        for name in shared
        if name != _RATE_COLUMN
    )
    on = f'a."{key}" = b."{key}"' if key else "false"
    connection.execute(
        f"""
        create or replace temp table compared as
        select
            a._row as _then, b._row as _now,
            b._row is not null and b._converted as _converted,
            a._row is not null and b._row is not null and ({nearly}) as _only_rate
        from rows_then as a
        full outer join rows_back as b on {on}
        where not coalesce(a._row is not null and b._row is not null
            and not b._converted and ({where_same}), false)
        """
    )
    fallback = max((changed[it] for it in _feeding(fact, feeds, changed)), default=DEFINITION)
    _tell_causes(connection, shared, fallback)
    listed = ", ".join(f'"{name}"' for name in shared)
    return f"""
        select {listed}, 0 as _from, {END + 1} as _to, null::integer as _step,
            false as _guessed
        from rows_then where _row not in
            (select _then from given where _then is not null)
        union all
        select {listed}, 0, given._step, given._step, given._guessed
        from rows_then inner join given on rows_then._row = given._then
        union all
        select {listed}, given._step, {RATE}, given._step, given._guessed
        from rows_back inner join given on rows_back._row = given._now
        where given._converted and given._step < {RATE}
        union all
        select {listed},
            case when given._converted then greatest(given._step, {RATE}) else given._step end,
            {END + 1}, given._step, given._guessed
        from rows_now inner join given on rows_now._row = given._now
    """


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    rows = connection.execute(f"describe {table}").fetchall()
    return {row[0]: row[1] for row in rows}


def _money(columns: Mapping[str, str], shared: Collection[str]) -> list[str]:
    """Return the columns of a row that has a currency which are amounts in the company's own."""
    if "currency" not in shared:
        return []
    return [
        name
        for name in shared
        if re.fullmatch(r"DECIMAL\(\d+,2\)", columns[name]) and name not in _IN_ITS_CURRENCY
    ]


def _convert_back(
    connection: duckdb.DuckDBPyConnection, close: Close, fact: Fact, money: Collection[str]
) -> None:
    """Make `rows_back`: the rows of now at the rates of then."""
    rates = close.folder / RATES
    if not money or not rates.is_file():
        connection.execute(
            "create or replace temp table rows_back as select *, false as _converted from rows_now"
        )
        return
    replaced = ", ".join(
        f'cast(round(rows_now."{name}" * coalesce(rates.factor, 1), 2) as decimal(18, 2)) '
        f'as "{name}"'
        for name in money
    )
    connection.execute(
        f"""
        create or replace temp table rows_back as
        with rates as (
            select now.day_on, now.currency,
                cast(known.rate as double) / nullif(cast(now.rate as double), 0) as factor
            from warehouse.conformed.fx_rates_daily as now
            inner join read_parquet({literal(rates)}) as known
                on now.day_on = known.day_on and now.currency = known.currency
            where now.rate <> known.rate
        )
        select rows_now.* replace ({replaced}), rates.factor is not null as _converted
        from rows_now
        left join rates
            on rows_now.currency = rates.currency and rows_now."{fact.day}" = rates.day_on
        """
    )


def _tell_causes(
    connection: duckdb.DuckDBPyConnection, shared: Collection[str], fallback: int
) -> None:
    """Make `given`: of each row that differs the step that takes it in, and how that is known."""
    wanted = list(_candidates(shared))
    listed = [
        "select null::bigint as place, null::integer as rank, null::integer as step where false"
    ]
    for side, table in (("_then", "rows_then"), ("_now", "rows_now")):
        for rank, column, kind, names in wanted:
            entity = f"changes.entity in ({', '.join(literal(name) for name in names)})"
            listed.append(
                f"""
                select compared.place, {rank} as rank, changes.step
                from compared_rows as compared
                inner join {table} as it on compared.{side} = it._row
                inner join replay.{kind} as changes
                    on it."{column}" = cast(changes.key as varchar) and {entity}
                """
            )
    connection.execute(
        "create or replace temp table compared_rows as "
        "select *, row_number() over () as place from compared"
    )
    union = " union all ".join(listed)
    connection.execute(
        f"""
        create or replace temp table given as
        with evidence as ({union}),
        best as (
            select place, min(rank) as rank from evidence group by place
        ),
        chosen as (
            select evidence.place, max(evidence.step) as step
            from evidence
            inner join best on evidence.place = best.place and evidence.rank = best.rank
            group by evidence.place
        )
        select
            compared_rows._then,
            compared_rows._now,
            compared_rows._converted,
            case
                when _only_rate and _converted then {RATE}
                else coalesce(chosen.step, {fallback})
            end as _step,
            chosen.step is null and not (_only_rate and _converted) as _guessed
        from compared_rows
        left join chosen on compared_rows.place = chosen.place
        """
    )


def _candidates(shared: Collection[str]) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Yield where to look for a row's cause: rank, column, table of changes, entities."""
    own = next((name for name in _OWN if name in shared), "")
    if own:
        yield 0, own, "own", _OWN[own]
        yield 3, own, "moved", _OWN[own]
    for name in _OWN:
        if name in shared:
            if name != own:
                # What a line says is its deal's, too.
                yield 1, name, "own", _OWN[name]
            yield 4, name, "around", _OWN[name]
    for name in _RESOLVED_KEYS:
        if name in shared:
            # A row of people or accounts has them for its own record.
            yield (2 if own else 0), name, "resolved", tuple(RESOLVED)
    for name in _RESOLVED_KEYS:
        if name in shared:
            yield 4, name, "around", tuple(RESOLVED)


def _feeding(
    fact: Fact, feeds: Mapping[str, Collection[str]], changed: Mapping[str, int]
) -> list[str]:
    """Return the changed entities that a mart is made from; all where nobody knows which."""
    known = feeds.get(fact.mart)
    return [entity for entity in changed if known is None or entity in known]


__all__ = ["CAUSES", "Replay", "build", "find_changes", "prepare"]
