"""The address of a figure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

TOTAL = "total"


class Cell(NamedTuple):
    """The address of one figure."""

    kpi: str
    variant: str
    grain: str
    period_start: date
    dimension: str
    member: str
