"""The figures that a review reads: one series per KPI and variant, in total, by one grain."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

#: A KPI and its variant.
Key = tuple[str, str]


@dataclass(frozen=True)
class Said:
    """Words in both languages."""

    en: str
    fr: str


@dataclass(frozen=True)
class Kpi:
    """What the catalogue says of a KPI; `missing` is what it needs and no source feeds."""

    kpi_id: str
    label: Said
    direction: str
    decision: Said
    guardrails: tuple[str, ...]
    version: int
    missing: Said | None = None


@dataclass(frozen=True)
class Period:
    """A period of a grain."""

    grain: str
    start: date
    end: date


@dataclass(frozen=True)
class Point:
    """An overall figure of a period, as `kpi_values` has it."""

    start: date
    end: date
    value: float | None
    numerator: float | None
    denominator: float | None
    change: float | None
    target: float | None
    status: str
    is_complete: bool
    quality: str
    reason: Said

    @property
    def is_known(self) -> bool:
        """Whether there is a figure that is whole and may be relied on."""
        return self.is_complete and self.value is not None and self.quality != "distrusted"


@dataclass(frozen=True)
class Series:
    """The figures of one KPI and variant by one grain, oldest first; none where it has none.

    Attributes:
        window_days: for how long the members of a period are followed; 0 where they are not.
    """

    kpi: Kpi
    variant: str
    unit: str
    window_days: int
    points: tuple[Point, ...]

    @property
    def key(self) -> Key:
        """The KPI and variant."""
        return self.kpi.kpi_id, self.variant

    @property
    def why_absent(self) -> Said:
        """Why there is no figure of a period."""
        if self.kpi.missing is not None:
            return self.kpi.missing
        if not self.points:
            return Said("it has no figures by this grain", "pas de chiffres à ce rythme")
        return Said("it has no figure for this period", "pas de chiffre pour cette période")

    @cached_property
    def _places(self) -> Mapping[date, int]:
        return {point.start: place for place, point in enumerate(self.points)}

    @cached_property
    def _ends(self) -> Sequence[date]:
        return [point.end for point in self.points]

    @cached_property
    def _changes(self) -> Sequence[float | None]:
        """The change into each period; None unless it and the one before are known."""
        pairs = zip(self.points, self.points[1:], strict=False)
        return [
            None,
            *(
                point.change if before.is_known and point.is_known else None
                for before, point in pairs
            ),
        ]

    def at(self, start: date) -> Point | None:
        """Return the figure of the period that begins on `start`."""
        place = self._places.get(start)
        return None if place is None else self.points[place]

    def due(self, period: Period) -> Point | None:
        """Return the figure that a review of `period` is of: the last whose window had closed."""
        last = period.end - timedelta(days=self.window_days)
        place = bisect_right(self._ends, last)
        return self.points[place - 1] if place else None

    def before(self, start: date, most: int) -> Sequence[Point]:
        """Return at most so many figures before the one of `start`."""
        place = self._places[start]
        return self.points[max(0, place - most) : place]

    def closes_on(self, point: Point) -> date:
        """Return the day from which on a figure is known."""
        return point.end + timedelta(days=self.window_days)

    def change_of(self, start: date) -> float | None:
        """Return the change into the period of `start`, where both figures are known."""
        return self._changes[self._places[start]]

    def changes_before(self, start: date, most: int) -> list[float]:
        """Return the known changes of at most so many periods before the one of `start`."""
        place = self._places[start]
        earlier = self._changes[max(0, place - most) : place]
        return [change for change in earlier if change is not None]

    def changes_until(self, start: date, count: int) -> list[float]:
        """Return the known changes of the last `count` periods up to the one of `start`."""
        place = self._places[start] + 1
        window = self._changes[max(0, place - count) : place]
        return [change for change in window if change is not None]


@dataclass(frozen=True)
class Card:
    """A scorecard: its KPIs in the order of its page, and the grains of its reviews.

    That without an id holds the KPIs that have a target and are on no scorecard.
    """

    scorecard: str
    grains: tuple[str, ...]
    shown: Sequence[Key]
