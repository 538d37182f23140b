"""What a publication would lose of the one before it: tables' rows, and KPIs' closed periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from publishing.basis import Basis
from publishing.causes import Explanation, Feeds, explain
from publishing.tables import OWN_TABLES

#: Below so many rows a loss is not a share of anything, as long as some are left.
_FEW_ROWS = 10
#: One deleted record lowers a day or two, not so many.
_FEW_DAYS = 5
_COMPARED = {
    "kpi_id", "variant", "grain", "period_start", "dimension", "value", "denominator",
    "is_complete",
}  # fmt: skip
_CLOSED_PERIODS = """
with before as (
    select kpi_id, variant, grain, period_start, value, denominator
    from current_publication.kpi.kpi_values
    where
        dimension = 'total' and is_complete and value is not null
        -- What comes to light moves them in former months, as is meant; raw figures hold the facts.
        and variant <> 'adjusted' and variant not like '%:adjusted'
),

now as (
    select kpi_id, variant, grain, period_start, value, denominator
    from kpi.kpi_values
    where dimension = 'total'
),

compared as (
    select
        before.kpi_id,
        before.variant,
        before.grain,
        before.period_start,
        abs(before.value) as value_before,
        abs(coalesce(now.value, 0)) as value_now,
        before.denominator is not null as is_ratio,
        coalesce(abs(before.denominator), 0) as denominator_before,
        coalesce(abs(now.denominator), 0) as denominator_now
    from before
    left join now using (kpi_id, variant, grain, period_start)
),

-- A ratio that rests on fewer cases has lost something, whatever its value.
measured as (
    select
        kpi_id, variant, grain, period_start, 'value' as measure, value_before as held_before,
        value_now as held_now
    from compared
    union all
    select
        kpi_id, variant, grain, period_start, 'denominator', denominator_before, denominator_now
    from compared
    where is_ratio
),

-- How many of the shortest periods fell, by the month that they begin in.
fallen as (
    select
        kpi_id,
        variant,
        measure,
        date_trunc('month', period_start) as month_start,
        count(*) filter (where held_now < held_before) as days_fallen,
        count(*) filter (where held_before > 0) as days_held
    from measured
    where grain = 'day'
    group by kpi_id, variant, measure, month_start
),

fallen_in_all as (
    select kpi_id, variant, measure, sum(days_fallen) as days_fallen, sum(days_held) as days_held
    from fallen
    group by kpi_id, variant, measure
),

whole as (
    select
        measured.kpi_id,
        measured.variant,
        measured.grain,
        measured.measure,
        cast(null as date) as month_start,
        count(*) as periods,
        sum(held_before) as held_before,
        sum(held_now) as held_now,
        sum(greatest(held_before - held_now, 0)) / sum(held_before) as share,
        sum(greatest(held_before - held_now, 0)) / sum(held_before) as share_of_all
    from measured
    left join fallen_in_all using (kpi_id, variant, measure)
    group by measured.kpi_id, measured.variant, measured.grain, measured.measure
    having
        sum(held_before) > 0
        -- One record may be most of a KPI: a loss is what fell on many days, or in many periods.
        and (
            any_value(days_fallen) >= $few_days
            or count(*) filter (where held_now < held_before) >= $few_days
        )
),

months as (
    select kpi_id, variant, measure, sum(held_before) as held_before
    from measured
    where grain = 'month'
    group by kpi_id, variant, measure
),

single as (
    select
        measured.kpi_id,
        measured.variant,
        measured.grain,
        measured.measure,
        cast(measured.period_start as date) as month_start,
        1 as periods,
        measured.held_before,
        measured.held_now,
        1 - measured.held_now / measured.held_before as share,
        (measured.held_before - measured.held_now) / months.held_before as share_of_all
    from measured
    inner join months using (kpi_id, variant, measure)
    inner join fallen
        on
            measured.kpi_id = fallen.kpi_id
            and measured.variant = fallen.variant
            and measured.measure = fallen.measure
            and measured.period_start = fallen.month_start
    where measured.grain = 'month' and measured.held_before > 0 and days_fallen >= $few_days
),

losses as (
    select * from whole where share > $max_loss
    union all
    select * from single where share > $max_period_loss
)

select * from losses
order by kpi_id, month_start nulls first, round(share, 6) desc, measure desc, grain, variant
"""


@dataclass(frozen=True)
class Comparison:
    """How the audit compares with the publication before.

    Attributes:
        settings: the company's settings that models read, each as text.
        tables: what feeds each published table, by `schema.name`.
        kpis: what feeds each KPI, by its id.
        may_be_empty: tables of what is open or refused just now, which may have no rows.
        may_shrink: tables of which any number of rows may go: what they say is no longer so.
        only_grow: tables that lose no row at all: what was reported stays reported.
        max_loss: the share of a table's rows, or of a KPI over its closed periods, that may go
            without a cause; 0 to 1.
        max_period_loss: the same for one closed month of a KPI.
        accepted: tables and KPIs whose loss an operator accepts.
        forgotten: rows of each raw table that were removed so far because a person was forgotten.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Feeds] = field(default_factory=dict)
    kpis: Mapping[str, Feeds] = field(default_factory=dict)
    may_be_empty: frozenset[str] = frozenset()
    may_shrink: frozenset[str] = frozenset()
    only_grow: frozenset[str] = frozenset()
    max_loss: float = 0.1
    max_period_loss: float = 0.3
    accepted: frozenset[str] = frozenset()
    forgotten: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Loss:
    """What a table or a KPI would lose.

    Attributes:
        name: `schema.name` of a table, or a KPI's id.
        of: what is counted.
        before, now: how much of it.
        share: of what was there before, 0 to 1.
        share_of_all: of a month, the part of all closed months that it lost; else as `share`.
        explanation: how much of that is explained.
        must_stay: whether nothing explains it, however little it is.
    """

    name: str
    of: str
    before: float
    now: float
    share: float
    share_of_all: float
    explanation: Explanation
    must_stay: bool = False

    def is_explained(self, max_loss: float) -> bool:
        """Return whether no more than `max_loss` is left without a cause.

        Half of the rows may well be all of one month.
        """
        if self.must_stay:
            return False
        explained = self.explanation.share
        return self.share <= explained + max_loss or self.share_of_all <= explained

    def is_accepted(self, names: frozenset[str]) -> bool:
        """Return whether an operator named it."""
        return bool({self.name, self.name.split(".")[-1]} & names)

    def __str__(self) -> str:
        """Say what is lost, with figures."""
        causes = "; ".join(self.explanation.causes)
        why = f"{causes} explains no more than that" if causes else "nothing explains it"
        figures = f"{_figure(self.now)}, {_figure(self.before)} before (-{self.share:.1%})"
        return f"{self.name}: {self.of} {figures}; {why}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:,.4g}"


def find_losses(
    connection: duckdb.DuckDBPyConnection,
    rows: Mapping[str, int],
    comparison: Comparison,
    before: Basis | None,
    now: Basis,
) -> list[Loss]:
    """Return what is lost beyond the shares that may go, explained or not.

    Args:
        connection: its main database is the new publication, `current_publication` the other.
        rows: rows of each table that is published now.
        comparison: the rules.
        before: what the other was made from, if that is known.
        now: what this one is made from.
    """
    return [
        *_table_losses(connection, rows, comparison, before, now),
        *_kpi_losses(connection, comparison, before, now),
    ]


def _table_losses(
    connection: duckdb.DuckDBPyConnection,
    rows: Mapping[str, int],
    comparison: Comparison,
    before: Basis | None,
    now: Basis,
) -> list[Loss]:
    held = {
        f"{schema}.{name}": int(count)
        for schema, name, count in connection.execute(
            "select schema_name, table_name, estimated_size from duckdb_tables() "
            "where database_name = 'current_publication' "
            "and table_name not in (select unnest($1))",
            [list(OWN_TABLES)],
        ).fetchall()
    }
    losses = []
    for name, count in held.items():
        left = rows.get(name, 0)
        if name in comparison.only_grow and left < count:
            share = 1 - left / count
            losses.append(Loss(name, "rows", count, left, share, share, Explanation(0.0, ()), True))
            continue
        if name in comparison.may_shrink:
            continue
        is_few = left > 0 and count - left < _FEW_ROWS
        may_go = left == 0 and name in comparison.may_be_empty
        if left >= count or is_few or may_go or 1 - left / count <= comparison.max_loss:
            continue
        feeds = comparison.tables.get(name, Feeds())
        explanation = explain(feeds, before, now, count)
        share = 1 - left / count
        losses.append(Loss(name, "rows", count, left, share, share, explanation))
    return losses


def _kpi_losses(
    connection: duckdb.DuckDBPyConnection,
    comparison: Comparison,
    before: Basis | None,
    now: Basis,
) -> list[Loss]:
    if not _can_compare_periods(connection):
        return []
    found = connection.execute(
        _CLOSED_PERIODS,
        {
            "few_days": _FEW_DAYS,
            "max_loss": comparison.max_loss,
            "max_period_loss": comparison.max_period_loss,
        },
    ).fetchall()
    redefined = _redefined(connection) if found else set()
    losses: dict[str, Loss] = {}
    for kpi, variant, grain, measure, month, periods, held, left, share, of_all in found:
        explanation = explain(comparison.kpis.get(kpi, Feeds()), before, now)
        if kpi in redefined:
            explanation = Explanation(1.0, ("its definition is another",))
        when = f"{month:%Y-%m}" if month else f"{periods} closed periods by {grain}"
        what = " ".join(filter(None, (variant, measure)))
        loss = Loss(kpi, f"{what} of {when}", held, left, share, of_all, explanation)
        known = losses.get(kpi)
        if known is None or known.is_explained(comparison.max_loss):
            losses[kpi] = loss
    return list(losses.values())


def _can_compare_periods(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether both publications have the columns that are compared."""
    databases = connection.execute(
        """
        select count(*)
        from (
            select database_name
            from duckdb_columns()
            where
                database_name in (current_database(), 'current_publication')
                and schema_name = 'kpi'
                and table_name = 'kpi_values'
                and column_name in (select unnest($1))
            group by database_name
            having count(*) = len($1)
        ) as complete
        """,
        [sorted(_COMPARED)],
    ).fetchall()
    return bool(databases[0][0] == 2)


def _redefined(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the KPIs that have another version, or are no longer defined or active."""
    return {
        kpi
        for (kpi,) in connection.execute(
            """
            with before as (
                select kpi_id, max(version) as version
                from current_publication.kpi.kpi_catalog
                group by kpi_id
            ),

            now as (
                select kpi_id, max(version) as version from kpi.kpi_catalog group by kpi_id
            )

            select before.kpi_id
            from before
            left join now using (kpi_id)
            where now.kpi_id is null or now.version is distinct from before.version
            """
        ).fetchall()
    }
