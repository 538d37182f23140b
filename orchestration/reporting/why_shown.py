"""What `accord why` prints of an explained figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from orchestration.reporting.behind import Rows
from orchestration.reporting.summary import amount
from orchestration.reporting.why import Explained

#: Left column of the page.
_WIDTH = 14
_MOST_REFUSED = 5


def page(explained: Explained, currency: str, *, queries: bool = False) -> list[str]:
    """Return the lines of the page; with `queries` also what lists the rows behind the figure."""
    lines = [
        *_head(explained, currency),
        *_parts(explained, currency),
        *_lacking(explained, currency),
        *_trust(explained),
        *_change(explained, currency),
    ]
    if queries:
        lines.append("")
        lines += [f"{rows.query};" for rows in explained.rows]
    return lines


def _head(explained: Explained, currency: str) -> Iterator[str]:
    definition, figure, place = explained.definition, explained.figure, explained.place
    variant = f", {figure['variant']}" if figure["variant"] else ""
    where = "" if place.dimension == "total" else f", {place.dimension} {place.member}"
    yield f"{definition['label_en']} ({figure['kpi_id']}{variant}){where}"
    yield _line("Period", f"{place.grain} from {place.start} to {place.end}{_still_open(figure)}")
    yield _line("Figure", amount(figure["value"], _unit(explained), currency))
    status = figure["status"] + (f", {figure['quality']}" if "quality" in figure else "")
    yield _line("Status", f"{status}: {figure['status_reason']}")
    for title, column in (("Target", "target_value"), ("Before", "previous_value")):
        if figure[column] is not None:
            yield _line(title, amount(figure[column], _unit(explained), currency))
    if figure["previous_year_value"] is not None:
        yield _line(
            "Year before", amount(figure["previous_year_value"], _unit(explained), currency)
        )
    yield _line("Definition", f"{definition['description_en']}")
    yield _line("", f"{definition['formula_en']}")
    yield _line("", f"counted at: {definition['counted_at_en']}; version {definition['version']}")


def _still_open(figure: Mapping[str, Any]) -> str:
    return "" if figure["is_complete"] else ", not complete"


def _unit(explained: Explained) -> str:
    """Return the unit of the figure: a variant may have its own."""
    units = dict(
        pair.split(": ", 1)
        for pair in (explained.definition["variant_units"] or "").split(", ")
        if pair
    )
    unit: str = units.get(explained.figure["variant"], explained.definition["unit"])
    return unit


def _parts(explained: Explained, currency: str) -> Iterator[str]:
    figure, definition = explained.figure, explained.definition
    unit = "money" if definition["unit"] == "money" else ""
    for term in ("numerator", "denominator"):
        if figure[term] is not None:
            shown = _term(figure[term], "" if term == "denominator" else unit, currency)
            words = definition[f"{term}_en"] or ""
            yield _line(term.capitalize(), f"{shown}  {words}".rstrip())
    for rows in explained.rows:
        yield _line("Rows behind", _rows(rows))


def _term(value: float, unit: str, currency: str) -> str:
    """Return a term of a ratio: most are counts."""
    is_count = not unit and float(value).is_integer()
    return amount(value, "count" if is_count else unit, currency)


def _rows(rows: Rows) -> str:
    named = ", ".join(
        f"{source or 'of several sources'} {count:,}" for source, count in rows.by_source.items()
    )
    what = "" if rows.term == "value" else f" ({rows.term})"
    return f"{rows.total:,} of {rows.mart}{what}" + (f": {named}" if named else "")


def _lacking(explained: Explained, currency: str) -> Iterator[str]:
    figure = explained.figure
    if figure.get("missing_share") is not None:
        known = figure.get("missing_amount")
        worth = f", about {amount(known, 'money', currency)}" if known is not None else ""
        yield _line("Left out", f"{figure['missing_share'] * 100:.1f} %{worth}")
    for entity, reason, count in explained.refused[:_MOST_REFUSED]:
        yield _line("Refused", f"{count:,} of {entity}: {reason}")
    if more := explained.refused[_MOST_REFUSED:]:
        rest = sum(count for _, _, count in more)
        yield _line(
            "Refused", f"{rest:,} more for {len(more)} other reasons: marts.fct_refused_values"
        )
    for one in explained.coverage:
        yield _line("Made of", coverage_words(one))


def coverage_words(one: Mapping[str, Any]) -> str:
    """Return who fills what, of a row of kpi_coverage."""
    what = f"{one['entity']}.{one['field']}" if one["field"] else str(one["entity"])
    if one["entity"] == "profile":
        words = f"{one['need']}, by the profile"
    elif not one["source"]:
        words = f"{what}: no source"
    else:
        share = f"{(one['filled_share'] or 0) * 100:.1f} % of {one['row_count']:,} rows"
        since = f", since {one['since_on']}" if one["since_on"] else ""
        words = f"{what}: {one['source']}, {share}{since}"
    return words if one["is_fed"] else f"{words} - {one['reason_en']}"


def _trust(explained: Explained) -> Iterator[str]:
    for check, reason in explained.failed:
        yield _line("Failed check", f"{check}: {reason or 'failed'}")
    yield _line("Checks", f"{explained.passed} passed, {len(explained.failed)} failed")


def _change(explained: Explained, currency: str) -> Iterator[str]:
    if explained.before is None:
        yield _line("Published", "no publication before this one had the figure")
        return
    version, value = explained.before
    unit, now = _unit(explained), explained.figure["value"]
    was = amount(value, unit, currency)
    if value == now:
        yield _line("Published", f"the same as in {version}")
    elif value is None or now is None:
        yield _line("Published", f"was {was} in {version}")
    else:
        yield _line("Published", f"was {was} in {version}: {now - value:+,.4g}")


def _line(title: str, text: str) -> str:
    return f"  {title:{_WIDTH}}{text}"
