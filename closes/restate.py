"""Why frozen figures are others now: the definitions of then, asked cause by cause."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from closes import definitions as kept_definitions
from closes.changes import prepare
from closes.definitions import Definitions, Fact, Statement, question
from closes.differences import Cell, Difference, find_differences, is_same
from closes.effects import Restatement, of_difference, of_target
from closes.evidence import literal, schema_of
from closes.steps import DEFINITION, RATE, TARGET
from closes.store import DEFINITIONS, RECORDS, Close, Store
from closes.versions import Replay, build

_WAREHOUSE = "warehouse"


def restate(
    warehouse: Path,
    store: Store,
    generated: Path,
    feeds: Mapping[str, Collection[str]],
    memory_limit: str | None = None,
) -> list[Restatement]:
    """Return what of the frozen figures is another one now, each cause in a row.

    Args:
        warehouse: with the figures of now; nobody may be writing to it.
        store: the closes, those of the running run included.
        generated: the folder of the compiled definitions of now.
        feeds: the entities that each mart is made from.
        memory_limit: how much memory DuckDB may take; None: its own default.
    """
    current = store.current(staged=True)
    if not current:
        return []
    config = {"memory_limit": memory_limit} if memory_limit else {}
    with duckdb.connect(config=config) as connection:
        connection.execute(f"attach {literal(warehouse)} as {_WAREHOUSE} (read_only)")
        differences = find_differences(connection, _WAREHOUSE, list(current.values()))
        if not differences:
            return []
        return list(_explained(connection, store, current.values(), generated, feeds, differences))


def _explained(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    closes: Collection[Close],
    generated: Path,
    feeds: Mapping[str, Collection[str]],
    differences: Sequence[Difference],
) -> Iterator[Restatement]:
    """Yield the causes of every difference."""
    order = store.closes(staged=True)
    numbers = {close.name: number for number, close in enumerate(order, start=1)}
    prepare(connection, _WAREHOUSE, [(numbers[one.name], one.folder / RECORDS) for one in order])
    moved = [one for one in differences if not is_same(one.reported, one.now)]
    for grain in sorted({one.grain for one in moved}):
        of_grain = [one for one in moved if one.grain == grain]
        starts = {one.period_start for one in of_grain}
        wanted = [it for it in closes if it.period.grain == grain and it.period.start in starts]
        for group in _by_definitions(wanted).values():
            then = kept_definitions.kept(group[0].folder / DEFINITIONS)
            periods = {close.period.start for close in group}
            given = [one for one in of_grain if one.period_start in periods]
            of_closes = {numbers[close.name]: close for close in group}
            now = kept_definitions.current(generated, grain)
            yield from _of_group(connection, of_closes, then, now, feeds, given)
    for one in differences:
        if not is_same(one.reported_target, one.target):
            yield from of_target(one)


def _by_definitions(closes: Collection[Close]) -> dict[bytes, list[Close]]:
    """Group closes of one grain by the definitions that they were computed by."""
    found: dict[bytes, list[Close]] = {}
    for close in closes:
        found.setdefault((close.folder / DEFINITIONS).read_bytes(), []).append(close)
    return found


def _of_group(
    connection: duckdb.DuckDBPyConnection,
    closes: Mapping[int, Close],
    then: Definitions,
    now: Definitions,
    feeds: Mapping[str, Collection[str]],
    differences: Sequence[Difference],
) -> Iterator[Restatement]:
    kpis = {one.kpi_id for one in differences}
    asked = _asked(then, kpis)
    redefined = {one.kpi_id for one in differences if one.reported_version != one.version}
    asked_now = _asked(now, redefined)
    facts = {fact for one in (*asked, *asked_now) for fact in one.facts}
    keys = Definitions(then.grain, then.texts, {**now.keys, **then.keys})
    replay = build(connection, _WAREHOUSE, closes, keys, facts, feeds)
    steps = sorted({step for found in replay.steps.values() for step in found} - {DEFINITION})
    computed: dict[int, dict[Cell, float | None]] = {}
    for step in (0, *(step for step in steps if step <= RATE)):
        computed[step] = _computed(connection, then.grain, asked, kpis, replay, step)
    if redefined:
        computed[DEFINITION] = _computed(
            connection, now.grain, asked_now, redefined, replay, DEFINITION
        )
    if TARGET in steps:
        computed[TARGET] = {
            **_computed(connection, then.grain, asked, kpis - redefined, replay, TARGET),
            **_computed(connection, now.grain, asked_now, redefined, replay, TARGET),
        }
    facts_of = _facts_of([*asked, *asked_now])
    for one in differences:
        own = {step for fact in facts_of.get(one.kpi_id, ()) for step in replay.steps.get(fact, ())}
        is_guessed = any(fact in replay.guessed for fact in facts_of.get(one.kpi_id, ()))
        yield from of_difference(one, computed, own, is_guessed=is_guessed)


def _asked(found: Definitions, kpis: Collection[str]) -> list[Statement]:
    return [one for one in found.statements() if set(one.rows.values()) & set(kpis)]


def _facts_of(statements: Sequence[Statement]) -> dict[str, set[Fact]]:
    found: dict[str, set[Fact]] = {}
    for one in statements:
        for kpi in one.rows.values():
            found.setdefault(kpi, set()).update(one.facts)
    return found


def _computed(
    connection: duckdb.DuckDBPyConnection,
    grain: str,
    statements: Sequence[Statement],
    kpis: Collection[str],
    replay: Replay,
    step: int,
) -> dict[Cell, float | None]:
    """Return the figures once the causes up to `step` are taken in."""
    relation = _relation(connection)
    found: dict[Cell, float | None] = {}
    for one in statements:
        if not set(one.rows.values()) & set(kpis) or not set(one.facts) <= replay.facts:
            continue
        sql = question(one, kpis, relation, lambda fact: replay.rows_of(fact, step))
        for kpi, variant, start, dimension, member, value, *_ in connection.execute(sql).fetchall():
            found[(kpi, variant, grain, start, dimension, member)] = value
    return found


def _relation(connection: duckdb.DuckDBPyConnection) -> Callable[[str], str]:
    def named(model: str) -> str:
        return f'{_WAREHOUSE}.{schema_of(connection, _WAREHOUSE, model)}."{model}"'

    return named
