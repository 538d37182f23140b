"""From the rows of tables to figures, and from findings to the rows of `kpi_reviews`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from kpis.reviews.figures import Card, Key, Kpi, Period, Point, Said, Series
from kpis.reviews.review import Facts, Finding, Reviewer
from kpis.reviews.together import Lineage

#: How many of the last whole periods are reviewed.
REVIEWED = {"week": 6, "month": 7, "quarter": 4}
SCHEMA = pa.schema(
    [
        ("review_key", pa.string()),
        ("scorecard", pa.string()),
        ("grain", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("place", pa.int64()),
        ("finding", pa.string()),
        ("kpi_id", pa.string()),
        ("variant", pa.string()),
        ("other_kpi_id", pa.string()),
        ("other_variant", pa.string()),
        ("words_en", pa.string()),
        ("words_fr", pa.string()),
        ("decision_en", pa.string()),
        ("decision_fr", pa.string()),
        ("guardrail_state", pa.string()),
        ("figure_start", pa.date32()),
        ("value", pa.float64()),
        ("previous_value", pa.float64()),
        ("change", pa.float64()),
        ("usual_change", pa.float64()),
        ("size", pa.float64()),
        ("p_value", pa.float64()),
        ("points", pa.int64()),
        ("target_value", pa.float64()),
        ("reference_value", pa.float64()),
        ("judged_by", pa.string()),
        ("status", pa.string()),
        ("moved_with", pa.int64()),
        ("correlation", pa.float64()),
        ("correlation_low", pa.float64()),
        ("correlation_high", pa.float64()),
        ("quality", pa.string()),
        ("lacks_en", pa.string()),
        ("lacks_fr", pa.string()),
        ("known_on", pa.date32()),
        ("definition_version", pa.int64()),
    ]
)
Row = Mapping[str, Any]


def kpis_of(catalog: Iterable[Row]) -> dict[str, Kpi]:
    """Return the KPIs of the catalogue by id."""
    return {
        row["kpi_id"]: Kpi(
            kpi_id=row["kpi_id"],
            label=Said(row["label_en"], row["label_fr"]),
            direction=row["direction"],
            decision=Said(row["decision_en"], row["decision_fr"]),
            guardrails=tuple(filter(None, (row["guardrails"] or "").split(", "))),
            version=row["version"],
            missing=Said(row["missing_en"], row["missing_fr"]) if row["missing_en"] else None,
        )
        for row in catalog
    }


def series_of(
    values: Iterable[Row],
    catalog: Sequence[Row],
    windows: Mapping[Key, int],
    wanted: Iterable[Key],
) -> dict[str, dict[Key, Series]]:
    """Return the series of each grain, from rows of overall figures.

    One that is wanted and has no rows is there without figures, so that reviews say so.
    """
    kpis, units = kpis_of(catalog), dict(_units(catalog))
    points: dict[tuple[str, Key], list[Point]] = defaultdict(list)
    points.update({(grain, key): [] for key in wanted for grain in REVIEWED})
    for row in values:
        points[row["grain"], (row["kpi_id"], row["variant"])].append(_point(row))
    found: dict[str, dict[Key, Series]] = defaultdict(dict)
    for (grain, (kpi_id, variant)), own in points.items():
        key = (kpi_id, variant)
        found[grain][key] = Series(
            kpi=kpis[kpi_id],
            variant=variant,
            unit=units.get(key, units[kpi_id, ""]),
            window_days=windows.get(key, windows.get((kpi_id, "*"), 0)),
            points=tuple(sorted(own, key=lambda point: point.start)),
        )
    return found


def _units(catalog: Iterable[Row]) -> Iterator[tuple[Key, str]]:
    for row in catalog:
        yield (row["kpi_id"], ""), row["unit"]
        for said in filter(None, (row["variant_units"] or "").split(", ")):
            variant, _, unit = said.rpartition(": ")
            yield (row["kpi_id"], variant), unit


def _point(row: Row) -> Point:
    return Point(
        start=row["period_start"],
        end=row["period_end"],
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        change=row["change"],
        target=row["target_value"],
        status=row["status"],
        is_complete=row["is_complete"],
        quality=row["quality"],
        reason=Said(row["status_reason"], row["status_reason_fr"]),
    )


def cards_of(scorecards: Iterable[Row], targeted: Iterable[str]) -> list[Card]:
    """Return the scorecards by id, and one of what is targeted and on none of them."""
    shown: dict[str, list[Key]] = defaultdict(list)
    weekly = set()
    for row in sorted(scorecards, key=lambda row: (row["scorecard"], row["place"])):
        shown[row["scorecard"]].append((row["kpi_id"], row["variant"]))
        if row["rhythm"] == "W":
            weekly.add(row["scorecard"])
    on_one = {kpi for keys in shown.values() for kpi, variant in keys if not variant}
    rest = [(kpi, "") for kpi in sorted(set(targeted) - on_one)]
    cards = [
        Card(name, ("week", "month", "quarter") if name in weekly else ("month", "quarter"), keys)
        for name, keys in shown.items()
    ]
    return [*cards, *([Card("", ("month", "quarter"), rest)] if rest else [])]


def wanted_kpis(cards: Iterable[Card], catalog: Iterable[Row], others: Iterable[str]) -> set[str]:
    """Return the KPIs whose figures reviews read: those shown, their guardrails, and others.

    Those are the guardrails that targets name and the steps of the funnel.
    """
    guardrails = {kpi.kpi_id: kpi.guardrails for kpi in kpis_of(catalog).values()}
    shown = {kpi_id for card in cards for kpi_id, _ in card.shown}
    guards = {name for kpi_id in shown for name in guardrails.get(kpi_id, ())}
    return (shown | guards | set(others)) & guardrails.keys()


def lineage_of(tables: Iterable[tuple[str, str]]) -> Lineage:
    """Return what each KPI is made of, from pairs of a KPI and a table behind it.

    The records of a base entity are in one table, whatever sources they come from.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for kpi_id, table in tables:
        name = table.rpartition(".")[2]
        if name.startswith("int_") and name.endswith("__unioned"):
            found[kpi_id].add(name)
    return Lineage({kpi_id: frozenset(names) for kpi_id, names in found.items()})


def minima_of(
    rows: Iterable[tuple[str, str, date, str, float]],
) -> dict[str, dict[tuple[str, date], dict[str, float]]]:
    """Return by grain what the guardrails of each target must keep in each period."""
    found: dict[str, dict[tuple[str, date], dict[str, float]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for kpi_id, grain, start, guardrail, least in rows:
        found[grain][kpi_id, start][guardrail] = least
    return found


def review_rows(
    facts: Facts, cards: Iterable[Card], periods: Sequence[Period]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the last whole periods of one grain, for the scorecards that have it."""
    reviewer = Reviewer(facts)
    for period in sorted(periods, key=lambda one: one.start)[-REVIEWED[facts.grain] :]:
        for card in cards:
            if facts.grain in card.grains:
                for place, finding in enumerate(reviewer.review(card, period), start=1):
                    yield _row(card, period, place, finding)


def _row(card: Card, period: Period, place: int, found: Finding) -> dict[str, Any]:
    kpi, (other, other_variant) = found.kpi, found.other or (None, None)
    names = (found.finding, kpi.kpi_id if kpi else "", found.variant, other or "")
    start: date = period.start
    return {
        "review_key": ":".join(
            (card.scorecard, period.grain, f"{start}", *names, other_variant or "")
        ),
        "scorecard": card.scorecard,
        "grain": period.grain,
        "period_start": start,
        "period_end": period.end,
        "place": place,
        "finding": found.finding,
        "kpi_id": kpi and kpi.kpi_id,
        "variant": found.variant if kpi else None,
        "other_kpi_id": other,
        "other_variant": other_variant,
        "words_en": found.words.en,
        "words_fr": found.words.fr,
        "decision_en": kpi and kpi.decision.en,
        "decision_fr": kpi and kpi.decision.fr,
        "guardrail_state": found.state,
        "moved_with": found.moved_with,
        "known_on": found.known_on,
        "definition_version": kpi and kpi.version,
        **_figure(found.point if found.guard is None else found.guard.point),
        **_measured(found),
    }


def _figure(point: Point | None) -> dict[str, Any]:
    if point is None:
        return {}
    known = point.value is not None and point.change is not None
    lacks = point.reason if point.quality != "ok" or not point.is_known else None
    return {
        "figure_start": point.start,
        "value": point.value,
        "previous_value": (point.value or 0.0) - (point.change or 0.0) if known else None,
        "change": point.change,
        "target_value": point.target,
        "status": point.status,
        "quality": point.quality,
        "lacks_en": lacks and lacks.en,
        "lacks_fr": lacks and lacks.fr,
    }


def _measured(found: Finding) -> dict[str, Any]:
    """Return the numbers behind the words: of a movement, a bond, a guardrail or a link."""
    if found.bond is not None:
        return {
            "correlation": found.bond.correlation,
            "correlation_low": found.bond.low,
            "correlation_high": found.bond.high,
            "p_value": found.bond.p_value,
            "points": found.bond.points,
        }
    if found.link is not None:
        return {
            "reference_value": found.link.reference,
            "judged_by": found.link.by,
            "size": found.link.shortfall,
            "p_value": found.link.p_value,
            "points": found.link.points,
        }
    moved = found.movement
    said: dict[str, Any] = (
        {}
        if moved is None
        else {
            "usual_change": moved.usual_change,
            "size": moved.size,
            "p_value": moved.p_value,
            "points": moved.points,
        }
    )
    if found.guard is not None:
        said |= {"reference_value": found.guard.least, "judged_by": found.guard.by}
    return said
