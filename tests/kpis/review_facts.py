"""Hand-made figures for the tests of reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kpis.reviews.figures import Card, Key, Kpi, Period, Point, Said, Series
from kpis.reviews.movement import Usual
from kpis.reviews.review import Facts, Finding, Reviewer
from kpis.reviews.together import Lineage

#: Up and down by one: mean 0, standard deviation sqrt(12 / 11).
ZIGZAG = [10.0 + step % 2 for step in range(13)]


def month(number: int) -> Period:
    """The month of this number, from January 2025 on."""
    start = date(2025 + number // 12, number % 12 + 1, 1)
    after = date(2025 + (number + 1) // 12, (number + 1) % 12 + 1, 1)
    return Period("month", start, after - timedelta(days=1))


def series(
    kpi_id: str,
    values: Sequence[float | None],
    *,
    target: float | None = None,
    direction: str = "higher_is_better",
    unit: str = "money",
    cases: float | None = None,
    guardrails: tuple[str, ...] = (),
    window_days: int = 0,
    status: str = "none",
    quality: str = "ok",
    first: int = 0,
) -> Series:
    """A series of months; `quality`, `status` and `target` are those of the last one."""
    kpi = Kpi(
        kpi_id,
        Said(kpi_id.capitalize(), f"Le {kpi_id}"),
        direction,
        Said(f"Decide on {kpi_id}.", f"Décider de {kpi_id}."),
        guardrails,
        version=3,
    )
    points = []
    for place, value in enumerate(values):
        period, is_last = month(first + place), place == len(values) - 1
        before = values[place - 1] if place else None
        points.append(
            Point(
                start=period.start,
                end=period.end,
                value=value,
                numerator=None if cases is None or value is None else value * cases,
                denominator=cases,
                change=None if value is None or before is None else value - before,
                target=target if is_last else None,
                status=status if is_last else "none",
                is_complete=True,
                quality=quality if is_last else "ok",
                reason=Said("the reason", "la raison"),
            )
        )
    return Series(kpi, "", unit, window_days, tuple(points))


def review(
    *of: Series,
    card: Sequence[str] | None = None,
    minima: Mapping[str, Mapping[str, float]] | None = None,
    entities: Mapping[str, set[str]] | None = None,
    at: int | None = None,
) -> list[Finding]:
    """The findings of the last month, or of that number, of a scorecard with these KPIs."""
    period = month(len(of[0].points) - 1 if at is None else at)
    asked = {(kpi, period.start): own for kpi, own in (minima or {}).items()}
    by_key: dict[Key, Series] = {one.key: one for one in of}
    lineage = Lineage({kpi: frozenset(own) for kpi, own in (entities or {}).items()})
    facts = Facts("month", by_key, asked, lineage, Usual(12, 1.0), "EUR")
    shown = [(kpi, "") for kpi in (card or [one.kpi.kpi_id for one in of])]
    return Reviewer(facts).review(Card("board", ("month",), shown), period)


def of_kind(findings: Sequence[Finding], kind: str) -> list[Finding]:
    """The findings of one kind."""
    return [finding for finding in findings if finding.finding == kind]
