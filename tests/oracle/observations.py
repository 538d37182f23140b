"""What is counted: one observation per event, with what it adds to which KPI."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.oracle.people import Dimensions

Number = Decimal | float | int


@dataclass(frozen=True)
class Observation:
    """What one event adds to a KPI's numerator and denominator (or a value of a percentile)."""

    kpi: str
    on: date
    dimensions: Dimensions
    numerator: Number = 0
    denominator: Number = 0
    variant: str = ""
