"""What is counted: one observation per event, with what it adds to which KPI."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.oracle.people import Dimensions

Number = Decimal | float | int


@dataclass(frozen=True, slots=True)
class Observation:
    """What one event adds to a KPI's numerator and denominator (or a value of a percentile).

    `grain` and `period_start`: the observation counts for that grain only, in that period (a stock,
    or whatever is counted anew per period). `distinct`: counted once per cell and term. `term`: of
    a derived figure, the sum that `numerator` belongs to. `slices`: the dimensions (and `total`)
    that it counts for, if not for all.
    """

    kpi: str
    on: date
    dimensions: Dimensions
    numerator: Number = 0
    denominator: Number = 0
    variant: str = ""
    grain: str | None = None
    period_start: date | None = None
    distinct: Hashable = None
    term: str = ""
    slices: tuple[str, ...] | None = None
