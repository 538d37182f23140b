"""A scorecard's review of a period: its findings, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from kpis.reviews.figures import Card, Key, Kpi, Period, Point, Said, Series
from kpis.reviews.funnel import Link, compared_steps, weakest
from kpis.reviews.guarding import Guard, guard, is_target_met, state_of
from kpis.reviews.movement import Movement, Usual, movement
from kpis.reviews.together import Bond, Compared, Correlations, Lineage
from kpis.reviews.words import Writer

Kind = Literal[
    "false_success",
    "surprised",
    "weakest_link",
    "worsened",
    "moved",
    "stagnated",
    "progressed",
    "not_judged",
    "guardrail",
    "moved_together",
]
NOTHING = Said("", "")
#: In the order in which they are read.
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Finding:
    """A row of `kpi_reviews`; see there for what each column says."""

    finding: Kind
    words: Said
    kpi: Kpi | None = None
    variant: str = ""
    other: Key | None = None
    point: Point | None = None
    movement: Movement | None = None
    bond: Bond | None = None
    guard: Guard | None = None
    link: Link | None = None
    state: str | None = None
    moved_with: int | None = None
    known_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """All that the reviews of one grain are made of.

    Attributes:
        series: by KPI and variant.
        minima: by KPI and the start of a period: what its target's guardrails must keep.
    """

    grain: str
    series: Mapping[Key, Series]
    minima: Mapping[tuple[str, date], Mapping[str, float]]
    lineage: Lineage
    usual: Usual
    currency: str


@dataclass(frozen=True)
class Seen:
    """A KPI of a scorecard in a period: its figure, how it moved, its guardrails."""

    series: Series
    point: Point | None
    movement: Movement
    guards: Mapping[str, Guard]

    @property
    def is_false_success(self) -> bool:
        """Whether its target is met while a guardrail broke."""
        return is_target_met(self.series, self.point) and state_of(self.guards) == "broke"

    @property
    def has_target(self) -> bool:
        """Whether its figure has a target."""
        return self.point is not None and self.point.target is not None


class Reviewer:
    """Reviews the scorecards of one grain."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._writer = Writer(facts.grain, facts.currency)
        self._correlations = cache(lambda period: Correlations(list(facts.series.values()), period))
        self._seen = cache(self._look_at)
        self._funnel = cache(self._weakest)
        self._found = cache(lambda key, period: tuple(self._alone(self._seen(key, period))))

    def review(self, card: Card, period: Period) -> list[Finding]:
        """Return the findings of a scorecard's period."""
        seen = [self._seen(key, period) for key in card.shown if key in self._facts.series]
        if not card.scorecard:
            seen = [one for one in seen if one.has_target]
        if not any(one.point for one in seen):
            return []
        compared = self._compared(seen, period)
        found = [
            *(self._moved(one, compared) for one in seen),
            *(finding for one in seen for finding in self._found(one.series.key, period)),
            *self._together(seen, compared, period),
            *([self._funnel(period)] if card.scorecard else ()),
        ]
        return sorted(found, key=lambda finding: KINDS.index(finding.finding))

    def _look_at(self, key: Key, period: Period) -> Seen:
        series = self._facts.series[key]
        point = series.due(period)
        moved = movement(series, point, self._facts.usual)
        return Seen(series, point, moved, self._guards(series, point))

    def _guards(self, series: Series, point: Point | None) -> dict[str, Guard]:
        if point is None or series.variant:
            return {}
        minima = self._facts.minima.get((series.kpi.kpi_id, point.start), {})
        names = dict.fromkeys((*minima, *series.kpi.guardrails))
        known = {name: self._facts.series.get((name, "")) for name in names}
        return {
            name: guard(one, point, minima.get(name), self._facts.usual)
            for name, one in known.items()
            if one is not None
        }

    def _alone(self, one: Seen) -> Iterator[Finding]:
        """Yield what is found of one KPI, on whatever scorecard it is, beside how it moved."""
        series, point = one.series, one.point
        if point is None:
            return
        base = Finding(
            one.movement.verdict,
            words=NOTHING,
            kpi=series.kpi,
            variant=series.variant,
            point=point,
            movement=one.movement,
            state=state_of(one.guards),
            known_on=series.closes_on(point),
        )
        if one.movement.is_surprise:
            words = self._writer.surprised(series, point, one.movement)
            yield replace(base, finding="surprised", words=words)
        if one.is_false_success:
            yield self._false_success(base, one, point)
        for name, guarded in one.guards.items():
            yield replace(
                base,
                finding="guardrail",
                words=self._writer.guarded(guarded),
                other=(name, ""),
                guard=guarded,
                state=guarded.state,
                movement=guarded.moved,
                known_on=guarded.series.closes_on(point),
            )

    def _moved(self, one: Seen, compared: Compared) -> Finding:
        series, point = one.series, one.point
        words = self._writer.moved(series, point, one.movement)
        others = sum(series.key in pair for pair in compared.pairs)
        moved_with = sum(series.key in bond.pair for bond in compared.bonds)
        if one.has_target and not moved_with:
            words = self._writer.alone(words, others)
        return Finding(
            one.movement.verdict,
            words,
            kpi=series.kpi,
            variant=series.variant,
            point=point,
            movement=one.movement,
            state=state_of(one.guards),
            moved_with=moved_with if others else None,
            known_on=None if point is None else series.closes_on(point),
        )

    def _false_success(self, base: Finding, one: Seen, point: Point) -> Finding:
        guards = list(one.guards.values())
        broke = [each for each in guards if each.state == "broke"]
        series = [one.series, *(each.series for each in broke)]
        known_on = max(each.closes_on(point) for each in series)
        words = self._writer.false_success(one.series, point, guards)
        return replace(base, finding="false_success", words=words, known_on=known_on)

    def _compared(self, seen: Sequence[Seen], period: Period) -> Compared:
        """Compare the KPIs of a scorecard, and the guardrails of those that have a target."""
        keys = [one.series.key for one in seen]
        guards = [(name, "") for one in seen if one.has_target for name in one.guards]
        return self._correlations(period).compare([*keys, *guards], self._facts.lineage)

    def _together(
        self, seen: Sequence[Seen], compared: Compared, period: Period
    ) -> Iterator[Finding]:
        keys = {one.series.key for one in seen}
        for bond in compared.bonds:
            # The KPI of the scorecard first; two guardrails are nothing that it shows.
            ordered = sorted(bond.pair, key=lambda key: key not in keys)
            if ordered[0] in keys:
                yield self._bond(ordered[0], ordered[1], bond, period)

    def _bond(self, first: Key, second: Key, bond: Bond, period: Period) -> Finding:
        one, other = self._seen(first, period), self._facts.series[second]
        return Finding(
            "moved_together",
            self._writer.together(one.series, other, bond),
            kpi=one.series.kpi,
            variant=first[1],
            other=second,
            point=one.point,
            movement=one.movement,
            bond=bond,
        )

    def _weakest(self, period: Period) -> Finding:
        links = compared_steps(self._facts.series, period)
        link = weakest(links)
        if link is None:
            return Finding("weakest_link", self._writer.no_weakest(len(links)))
        return Finding(
            "weakest_link",
            self._writer.weakest(link, len(links)),
            kpi=link.series.kpi,
            point=link.point,
            link=link,
        )
