# ruff: noqa: S608 - writing SQL is what this module is for; names come from the catalogue.
"""What of the frozen figures is another one now, and why, cause by cause."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from closes import definitions as kept_definitions
from closes.causes import CAUSES, DEFINITION, END, RATE, TARGET, Replay, build, prepare
from closes.definitions import Definitions, Fact, Statement, question
from closes.evidence import literal, schema_of
from closes.store import DEFINITIONS, RECORDS, VALUES, Close, Store

_NAMES = {step: name for name, step in CAUSES.items()}
_PLACES = Decimal("0.000000001")
#: What is rounding, and no restatement.
_ROUNDING = 1e-9
_WAREHOUSE = "warehouse"

Cell = tuple[str, str, str, object, str, str]


@dataclass(frozen=True)
class Difference:
    """A frozen figure that is another one now."""

    kpi_id: str
    variant: str
    grain: str
    period_start: object
    dimension: str
    dimension_value: str
    reported: float | None
    now: float | None
    reported_version: int | None
    version: int | None
    is_zero: bool
    reported_target: float | None
    target: float | None

    @property
    def cell(self) -> Cell:
        """What names it."""
        return (
            *(self.kpi_id, self.variant, self.grain, self.period_start),
            *(self.dimension, self.dimension_value),
        )


@dataclass(frozen=True)
class Restatement:
    """One cause of one difference, as a row of `kpi.kpi_restatements`."""

    difference: Difference
    figure: str
    cause: str
    reported: float | None
    now: float | None
    total: Decimal | None
    effect: Decimal | None
    evidence: str


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
        differences = _differences(connection, list(current.values()))
        if not differences:
            return []
        return list(_explained(connection, store, current.values(), generated, feeds, differences))


def _differences(
    connection: duckdb.DuckDBPyConnection, closes: Sequence[Close]
) -> list[Difference]:
    """Return the figures that were whole when they were frozen and are another one now.

    A member that was silent then, or is now, has zero where its KPI adds up; else no figure.
    """
    frozen = " union all ".join(
        f"select * from read_parquet({literal(close.folder / VALUES)})" for close in closes
    )
    rows = connection.execute(
        f"""
        with frozen as ({frozen}),
        periods as (select distinct grain, period_start from frozen),
        whole as (
            select kpi_id, variant, grain, period_start, bool_and(is_complete) as is_complete
            from frozen where dimension = 'total' group by all
        ),
        of_kpi as (
            select kpi_id, grain, period_start, bool_and(is_complete) as is_complete
            from frozen where dimension = 'total' group by all
        ),
        present as (
            select figures.*
            from {_WAREHOUSE}.kpi.kpi_values as figures
            inner join periods using (grain, period_start)
        ),
        definitions as (
            select kpi_id, variant, is_zero_without_event from {_WAREHOUSE}.kpi.kpi__definitions
        ),
        paired as (
            select
                coalesce(frozen.kpi_id, present.kpi_id) as kpi_id,
                coalesce(frozen.variant, present.variant) as variant,
                coalesce(frozen.grain, present.grain) as grain,
                coalesce(frozen.period_start, present.period_start) as period_start,
                coalesce(frozen.dimension, present.dimension) as dimension,
                coalesce(frozen.dimension_value, present.dimension_value) as dimension_value,
                frozen.kpi_id is not null as was_reported,
                present.kpi_id is not null as is_present,
                frozen.value as reported, present.value as now,
                frozen.definition_version as reported_version,
                present.definition_version as version,
                frozen.target_value as reported_target, present.target_value as target,
                frozen.is_complete
            from frozen
            full outer join present
                on frozen.kpi_id = present.kpi_id and frozen.variant = present.variant
                and frozen.grain = present.grain and frozen.period_start = present.period_start
                and frozen.dimension = present.dimension
                and frozen.dimension_value = present.dimension_value
        ),
        zeroed as (
            select
                paired.* exclude (reported, now),
                coalesce(own.is_zero_without_event, of_all.is_zero_without_event, false) as is_zero,
                case when was_reported then reported when is_zero then 0 end as reported,
                -- A KPI that is no more has no figure, not zero.
                case when is_present then now
                    when is_zero and dimension <> 'total' then 0 end as now,
                coalesce(paired.is_complete, whole.is_complete, of_kpi.is_complete, false)
                    as was_complete
            from paired
            left join whole
                on paired.kpi_id = whole.kpi_id and paired.variant = whole.variant
                and paired.grain = whole.grain and paired.period_start = whole.period_start
            left join of_kpi
                on paired.kpi_id = of_kpi.kpi_id and paired.grain = of_kpi.grain
                and paired.period_start = of_kpi.period_start
            left join definitions as own
                on paired.kpi_id = own.kpi_id and paired.variant = own.variant
            left join definitions as of_all
                on paired.kpi_id = of_all.kpi_id and of_all.variant = '*'
        )
        select
            kpi_id, variant, grain, period_start, dimension, dimension_value,
            reported, now, reported_version, version, is_zero, reported_target, target
        from zeroed
        where
            was_complete
            and (
                (reported is null) <> (now is null)
                or abs(now - reported) > {_ROUNDING} * greatest(1, abs(reported))
                or (
                    was_reported and is_present
                    and (
                        (reported_target is null) <> (target is null)
                        or abs(target - reported_target)
                            > {_ROUNDING} * greatest(1, abs(reported_target))
                    )
                )
            )
        order by all
        """
    ).fetchall()
    return [Difference(*row) for row in rows]


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
    moved = [one for one in differences if not _is_same(one.reported, one.now)]
    for grain in sorted({one.grain for one in moved}):
        of_grain = [one for one in moved if one.grain == grain]
        starts = {one.period_start for one in of_grain}
        wanted = [it for it in closes if it.period.grain == grain and it.period.start in starts]
        for text, group in _by_definitions(wanted).items():
            then = kept_definitions.kept(group[0].folder / DEFINITIONS)
            del text
            periods = {close.period.start for close in group}
            given = [one for one in of_grain if one.period_start in periods]
            of_closes = {numbers[close.name]: close for close in group}
            now = kept_definitions.current(generated, grain)
            yield from _of_group(connection, of_closes, then, now, feeds, given)
    for one in differences:
        if not _is_same(one.reported_target, one.target):
            yield from _of_target(one)


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
        yield from _of_difference(one, computed, own, is_guessed=is_guessed)


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


def _of_difference(
    one: Difference,
    computed: Mapping[int, Mapping[Cell, float | None]],
    own: Collection[int],
    *,
    is_guessed: bool,
) -> Iterator[Restatement]:
    """Yield the causes of a difference: what each step adds, the remainder with the last."""
    silent = 0.0 if one.is_zero else None
    is_redefined = one.reported_version != one.version and one.reported_version is not None
    steps = [step for step in sorted(computed) if step and (step in own or step == DEFINITION)]
    if not is_redefined:
        steps = [step for step in steps if step != DEFINITION]
    start = computed.get(0, {}).get(one.cell, silent)
    values: list[tuple[int, float | None]] = []
    # What was reported can't be computed again from what was kept: only the rows' causes are known.
    if _is_same(start, one.reported):
        values = [(step, computed[step].get(one.cell, silent)) for step in steps]
    effects: dict[int, float | None] = {}
    before = one.reported
    for step, value in values:
        if not _is_same(before, value):
            effects[step] = None if before is None or value is None else value - before
            before = value
    is_whole = bool(values) and _is_same(before, one.now)
    if not is_whole:
        last = _last_cause(effects, own, is_redefined=is_redefined)
        effects.setdefault(last, None)
    yield from _rows(one, "value", one.reported, one.now, effects, is_whole and not is_guessed)


def _last_cause(effects: Mapping[int, object], own: Collection[int], *, is_redefined: bool) -> int:
    """Return the cause that takes the remainder: the last that applies.

    What no record, rate or target tells is of the definition: a setting or a release computes
    otherwise.
    """
    applicable = {*effects, *own}
    if is_redefined:
        applicable.add(DEFINITION)
    return max((step for step in applicable if step < END), default=DEFINITION)


def _of_target(one: Difference) -> Iterator[Restatement]:
    yield from _rows(one, "target_value", one.reported_target, one.target, {TARGET: None}, True)


def _rows(
    one: Difference,
    figure: str,
    reported: float | None,
    now: float | None,
    effects: Mapping[int, float | None],
    is_whole: bool,
) -> Iterator[Restatement]:
    """Yield the causes so that they add up to the difference to the last digit.

    Between a figure and none there is no difference to share: the last cause is given alone.
    """
    evidence = "records" if is_whole else "rule"
    steps = sorted(effects)
    if reported is None or now is None:
        cause = _NAMES[steps[-1]]
        yield Restatement(one, figure, cause, reported, now, None, None, evidence)
        return
    total = _decimal(now) - _decimal(reported)
    left = total
    for step in steps[:-1]:
        known = effects[step]
        share = _decimal(known) if known is not None else Decimal(0)
        left -= share
        yield Restatement(one, figure, _NAMES[step], reported, now, total, share, evidence)
    yield Restatement(one, figure, _NAMES[steps[-1]], reported, now, total, left, evidence)


def _decimal(value: float) -> Decimal:
    return Decimal(str(value)).quantize(_PLACES)


def _is_same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _ROUNDING * max(1.0, abs(one))
