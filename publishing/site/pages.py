"""What each page says, before it is laid out: plain data in the words of one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publishing.site.formats import day
from publishing.site.reading import SLICES, Row, Series
from publishing.site.tiles import Wording, worst_first

Context = dict[str, Any]

_FAMILIES = ("activity", "efficiency", "result", "loyalty", "integrity")
#: Of these grains a KPI has its figure on the overview: the finest that people steer by.
_STEERING = ("month", "quarter", "year", "week", "day")
_GRAINS = ("day", "week", "month", "quarter", "year")
_STATUSES = ("green", "orange", "red", "none")
#: Points of friction that the overview names; the scorecards have all.
_MOST_FRICTION = 12
_HEADLINE = "headline"
#: Findings of a review on the page of its scorecard; `kpi.kpi_reviews` has all.
_MOST_FINDINGS = 10
#: Bars of a breakdown.
_MOST_MEMBERS = 20


def key(kpi: str, variant: str) -> str:
    """Return what names a tile on its page, and its figures in the page's data."""
    return f"{kpi}--{variant}" if variant else kpi


def menu(wording: Wording) -> list[Row]:
    """Return the scorecards in the order of the menu: roles, what they share, rhythms."""
    order = {"role": 0, "shared": 1, "rhythm": 2}
    cards = [
        {"id": name, "short": _short(rows[0], wording), "kind": rows[0]["kind"]}
        for name, rows in wording.figures.scorecards.items()
        if name != _HEADLINE
    ]
    return sorted(cards, key=lambda one: (order.get(str(one["kind"]), 3), str(one["short"])))


def _short(row: Row, wording: Wording) -> str:
    """Return the name of a scorecard without the words that all of them have."""
    name = str(row[f"label_{wording.language}"])
    for common in ("Tableau de bord ", " scorecard"):
        name = name.replace(common, "")
    return name[:1].upper() + name[1:]


def index(wording: Wording) -> Context:
    """Return what the overview says."""
    figures = wording.figures
    tiles = {
        name: [_tile(wording, row) for row in rows] for name, rows in figures.scorecards.items()
    }
    worst = worst_first(list(_first_of_each(tiles)))
    return {
        "headline": tiles.get(_HEADLINE, []),
        "friction": worst[:_MOST_FRICTION],
        "more": max(len(worst) - _MOST_FRICTION, 0),
        "cards": [
            {**_card(wording, one["id"]), "counts": _counts(tiles[one["id"]])}
            for one in menu(wording)
        ],
        "families": [
            {"id": family, "kpis": kpis}
            for family in _FAMILIES
            if (kpis := list(_of_family(wording, family)))
        ],
    }


def _first_of_each(tiles: Mapping[str, Sequence[Context]]) -> Iterator[Context]:
    """Yield each KPI once, as the first scorecard has it: one judged monthly is not two."""
    seen = set()
    for several in tiles.values():
        for one in several:
            if one["key"] not in seen:
                seen.add(one["key"])
                yield one


def _counts(tiles: Sequence[Context]) -> list[tuple[str, int]]:
    times = Counter(one["status"] for one in tiles)
    return [(status, times[status]) for status in _STATUSES if times[status]]


def _of_family(wording: Wording, family: str) -> Iterator[Context]:
    for kpi, row in wording.figures.catalog.items():
        if row["family"] == family and not row["inactive_reason"]:
            yield wording.tile(kpi, steering_grain(wording, kpi))


def steering_grain(wording: Wording, kpi: str) -> str:
    """Return the grain by which a KPI is shown where no scorecard names one."""
    grains = wording.figures.catalog[kpi]["grains"] or ""
    known = {one.strip() for one in grains.split(",")}
    return next((grain for grain in _STEERING if grain in known), "month")


def scorecard(wording: Wording, name: str) -> Context:
    """Return what the page of a scorecard says."""
    rows = wording.figures.scorecards[name]
    return {
        "card": _card(wording, name),
        "tiles": [_tile(wording, row) for row in rows],
        "reviews": _reviews(wording, name),
        "slices": slices(wording),
    }


def _reviews(wording: Wording, name: str) -> list[Context]:
    """Return what the last month and quarter of a scorecard say, the gravest first."""
    found: dict[str, Context] = {}
    for row in wording.figures.reviews.get(name, ()):
        review = found.setdefault(
            row["grain"], {"period": wording.period(row["grain"], row), "findings": []}
        )
        if len(review["findings"]) < _MOST_FINDINGS:
            review["findings"].append(
                {
                    "kind": row["finding"],
                    "kpi": row["kpi_id"] or "",
                    "label": wording.label(row["kpi_id"]) if row["kpi_id"] else "",
                    "words": row[f"words_{wording.language}"],
                    "decision": row[f"decision_{wording.language}"] or "",
                }
            )
    return list(found.values())


def _card(wording: Wording, name: str) -> Context:
    row = wording.figures.scorecards[name][0]
    return {
        "id": name,
        "label": row[f"label_{wording.language}"],
        "description": row[f"description_{wording.language}"],
        "rhythm": row["rhythm"],
        "owner": row["owner"],
    }


def _tile(wording: Wording, row: Row) -> Context:
    tile = wording.tile(row["kpi_id"], row["grain"], row["variant"], row["chart"])
    return {**tile, "key": key(row["kpi_id"], row["variant"])}


def slices(wording: Wording, known: frozenset[str] | None = None) -> list[Context]:
    """Return the filters: the dimensions with the names of their members.

    Args:
        wording: the language.
        known: dimension/member that have figures on the page; None: all.
    """
    place = 1 if wording.language == "en" else 2
    found = []
    for name in SLICES:
        members = [
            {"key": member[0], "label": member[place]}
            for member in wording.figures.members[name]
            if known is None or f"{name}/{member[0]}" in known
        ]
        if members:
            found.append({"id": name, "members": members})
    return found


def kpi(wording: Wording, name: str) -> Context:
    """Return what the page of a KPI says."""
    figures, language = wording.figures, wording.language
    row = figures.catalog[name]
    grain = steering_grain(wording, name)
    series = figures.series.get(name, ())
    adds_up = row["additivity"] == "full" and grain != "day"
    tile = wording.tile(name, grain, chart="bar" if adds_up else "line")
    present = {one.grain for one in series if one.variant == ""}
    return {
        "kpi": row,
        "tile": {**tile, "key": name},
        "missing": row.get(f"missing_{language}") or "",
        "grains": [one for one in _GRAINS if one in present],
        "slices": slices(wording, frozenset(f"{one.dimension}/{one.member}" for one in series)),
        "history": _history(wording, name, grain),
        "breakdowns": list(_breakdowns(wording, name, grain)),
        "variants": list(_variants(wording, name, grain)),
        "shown_on": [
            _card(wording, card)
            for card, rows in figures.scorecards.items()
            if card != _HEADLINE and any(one["kpi_id"] == name for one in rows)
        ],
        "review": day(row["review_date"], language) if row["review_date"] else "",
        "targets": _targets(wording, name),
        "comments": _comments(wording, name),
        "versions": [
            {
                "version": one["version"],
                "since": day(one["valid_from"], language) if one["valid_from"] else "",
                "change": one["change_en"] or "",
            }
            for one in figures.versions.get(name, ())
        ],
    }


def _history(wording: Wording, name: str, grain: str) -> list[Context]:
    series = wording.total(name, grain)
    unit = wording.unit(name, "")
    if series is None:
        return []
    rows = [series.at(place) for place in reversed(range(len(series)))]
    return [
        {
            "period": wording.period(grain, row),
            "value": wording.amount(row["value"], unit),
            "target": wording.amount(row["target_value"], unit),
            "year_before": wording.amount(row["previous_year_value"], unit),
            "status": row["status"] if row["status"] in _STATUSES else "none",
        }
        for row in rows
    ]


def _breakdowns(wording: Wording, name: str, grain: str) -> Iterator[Context]:
    """Yield the members of each dimension in the period that the tile shows."""
    figures = wording.figures
    unit, direction = wording.unit(name, ""), str(figures.catalog[name]["direction"])
    total = wording.total(name, grain)
    place = total.last_complete if total else None
    if total is None or place is None:
        return
    start = total.starts[place]
    for dimension in SLICES:
        found = [
            (one, one.starts.index(start))
            for one in figures.of(name, grain, dimension=dimension)
            if start in one.starts
        ]
        known = [
            (one, at, float(value))
            for one, at in found
            if (value := one.columns["value"][at]) is not None
        ]
        if not known:
            continue
        most = max(abs(value) for _, _, value in known) or 1.0
        known.sort(key=lambda each: -each[2])
        yield {
            "id": dimension,
            "period": wording.period(grain, total.at(place)),
            "rows": [
                {
                    **wording.shown(one, at, unit, direction),
                    "label": member_label(wording, dimension, one.member),
                    "long": round(100 * max(value, 0.0) / most, 1),
                    "aim": wording.amount(one.columns["target_value"][at], unit),
                }
                for one, at, value in known[:_MOST_MEMBERS]
            ],
        }


def member_label(wording: Wording, dimension: str, member: str) -> str:
    """Return the name of a member of a dimension."""
    place = 1 if wording.language == "en" else 2
    for one in wording.figures.members[dimension]:
        if one[0] == member:
            return one[place]
    return member


def _variants(wording: Wording, name: str, grain: str) -> Iterator[Context]:
    for one in wording.figures.series.get(name, ()):
        if one.variant and (one.grain, one.dimension) == (grain, "total"):
            place = one.last_complete
            if place is not None:
                row = one.at(place)
                yield {
                    "label": one.variant.replace("_", " "),
                    "value": wording.amount(row["value"], wording.unit(name, one.variant)),
                    "period": wording.period(grain, row),
                }


def _targets(wording: Wording, name: str) -> list[Context]:
    unit, language = wording.unit(name, ""), wording.language
    return [
        {
            "from": wording.amount(one["baseline_value"], unit),
            "to": wording.amount(one["target_value"], unit),
            "start": day(one["start_on"], language),
            "due": day(one["due_on"], language),
            "warning": one["warning" if language == "en" else "warning_fr"] or "",
        }
        for one in wording.figures.targets.get(name, ())
    ]


def _comments(wording: Wording, name: str) -> list[Context]:
    """Return what people remarked; not who."""
    found = sorted(
        wording.figures.annotations.get(name, ()), key=lambda one: str(one["period_start"])
    )
    return [
        {
            "when": day(one["period_start"], wording.language),
            "text": one[f"text_{wording.language}"] or one["text_en"],
        }
        for one in reversed(found)
    ]


def series_of(wording: Wording, name: str, variants: bool) -> list[Series]:
    """Return the series that a KPI's page carries: with or without those of its variants."""
    return [one for one in wording.figures.series.get(name, ()) if variants or one.variant == ""]


#: KPIs that an analysis explains.
_EXPLAINED = {
    "funnel": ("leads_generated", "lead_to_opportunity_rate", "mql_to_sql_rate"),
    "pipeline": ("pipeline_created", "pipeline_coverage", "pipeline_velocity"),
    "attribution": ("attributed_revenue", "marketing_roi"),
    "cohorts": ("customer_retention_rate", "customer_churn_rate"),
    "mrr": ("mrr", "net_revenue_retention"),
    "forecast": ("forecast_revenue", "forecast_accuracy", "revenue"),
    "quota": ("quota_attainment", "reps_at_quota_rate"),
    "tickets": ("tickets_opened", "ticket_backlog", "first_response_hours"),
}


def analysis(wording: Wording, name: str, known: frozenset[str]) -> Context:
    """Return what the page of an analysis says before its script runs."""
    return {
        "id": name,
        "says": wording.words[f"says_{name}"],
        "slices": slices(wording, known) if known else [],
        "kpis": [
            {"id": one, "label": wording.label(one)}
            for one in _EXPLAINED[name]
            if one in wording.figures.catalog
        ],
    }
