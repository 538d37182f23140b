# ruff: noqa: S608 - writing SQL is what this module is for; names come from the catalogue.
"""What of the frozen figures is another one now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from closes.evidence import literal
from closes.store import VALUES, Close

#: What is rounding, and no restatement.
_ROUNDING = 1e-9

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


def find_differences(
    connection: duckdb.DuckDBPyConnection, warehouse: str, closes: Sequence[Close]
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
            from {warehouse}.kpi.kpi_values as figures
            inner join periods using (grain, period_start)
        ),
        definitions as (
            select kpi_id, variant, is_zero_without_event from {warehouse}.kpi.kpi__definitions
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


def is_same(one: float | None, other: float | None) -> bool:
    """Say whether two figures differ by no more than rounding, or are both none."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _ROUNDING * max(1.0, abs(one))
