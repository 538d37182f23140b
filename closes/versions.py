# ruff: noqa: S608 - writing SQL is what this module is for; names come from the catalogue.
"""The rows behind a figure, then and now: which of them count once each cause is taken in.

Each row that differs gets one cause. A row whose rate is another one has that as a second cause, in
a step of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import duckdb

from closes.causes import fallback_cause, tell_causes
from closes.changes import changed_entities, find_changes
from closes.definitions import Definitions, Fact
from closes.evidence import literal, rows_query
from closes.steps import END, RATE
from closes.store import RATES, ROWS, Close

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
        changed = changed_entities(connection)
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
    tell_causes(connection, shared, fallback_cause(fact, feeds, changed))
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
