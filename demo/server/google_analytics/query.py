"""A `RunReportRequest` as SQL over the sessions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

MAX_LIMIT = 250_000
DEFAULT_LIMIT = 10_000
MAX_DATE_RANGES = 4
DATE_RANGE = "dateRange"
OTHER = "(other)"

DIMENSIONS = (
    "date",
    "isoYearIsoWeek",
    "yearMonth",
    "year",
    "sessionDefaultChannelGroup",
    "sessionCampaignName",
    "landingPage",
    "countryId",
    "country",
)
#: Metric -> (expression, vendor's type).
METRICS = {
    "sessions": ("count(*)", "TYPE_INTEGER"),
    "totalUsers": ("count(distinct visitor_id)", "TYPE_INTEGER"),
    "screenPageViews": ("cast(sum(views) as bigint)", "TYPE_INTEGER"),
    "engagedSessions": ("count(*) filter (where is_engaged)", "TYPE_INTEGER"),
    "userEngagementDuration": ("cast(sum(seconds) as bigint)", "TYPE_SECONDS"),
}
_MATCHES = {
    "EXACT": "{0} = ?",
    "BEGINS_WITH": "starts_with({0}, ?)",
    "ENDS_WITH": "ends_with({0}, ?)",
    "CONTAINS": "contains({0}, ?)",
}

_RANGE = f'select *, ? as "{DATE_RANGE}" from sessions where day between ? and ?'  # noqa: S608


class InvalidArgumentError(ValueError):
    """The request asks for something that the API refuses with 400."""


@dataclass
class Query:
    """SQL with its values, in the order of the question marks."""

    sql: str = ""
    values: list[Any] = field(default_factory=list)

    def add(self, text: str, *values: Any) -> None:
        """Append a piece."""
        self.sql += text
        self.values.extend(values)


def dimension_names(request: dict[str, Any]) -> list[str]:
    """The dimensions of the answer: those asked for, and `dateRange` when there are several."""
    names = [item["name"] for item in request.get("dimensions", [])]
    unknown = [name for name in names if name not in DIMENSIONS]
    if unknown:
        raise InvalidArgumentError(f"Field {unknown[0]} is not a valid dimension.")
    return [*names, DATE_RANGE] if len(request.get("dateRanges", [])) > 1 else names


def metric_names(request: dict[str, Any]) -> list[str]:
    """The metrics asked for."""
    names = [item["name"] for item in request.get("metrics", [])]
    unknown = [name for name in names if name not in METRICS]
    if unknown or not names:
        shown = unknown[0] if unknown else "(none)"
        raise InvalidArgumentError(f"Field {shown} is not a valid metric.")
    return names


def report_query(request: dict[str, Any], today: date, most_values: int | None) -> Query:
    """The whole report, in the order of its dimensions.

    Args:
        request: a RunReportRequest.
        today: what `today` and `NdaysAgo` count from.
        most_values: members of the last dimension that have a row of their own (the greatest by
            sessions); the others share one called (other). None: all.
    """
    dimensions, metrics = dimension_names(request), metric_names(request)
    query = Query("with asked as (")
    _date_ranges(query, request, today)
    query.add(")")
    keys = [f'"{name}"' for name in dimensions]
    if most_values is not None and dimensions and dimensions[-1] != DATE_RANGE:
        last = keys[-1]
        query.add(
            f", kept as (select {last} as member from asked group by {last}"  # noqa: S608 names come from DIMENSIONS
            f" order by count(*) desc, {last} limit ?)",
            most_values,
        )
        is_kept = f"{last} in (select member from kept)"  # noqa: S608 names come from DIMENSIONS
        keys[-1] = f"case when {is_kept} then {last} else '{OTHER}' end"
    columns = [f'{key} as "{name}"' for key, name in zip(keys, dimensions, strict=True)]
    columns += [f'{METRICS[name][0]} as "{name}"' for name in metrics]
    query.add(f" select {', '.join(columns)} from asked")  # noqa: S608 names come from DIMENSIONS
    if keys:
        places = ", ".join(str(place + 1) for place in range(len(keys)))
        query.add(f" group by {places} order by {places}")
    else:
        # Without dimensions an aggregate is one row even of nothing; the API then has none.
        query.add(" having count(*) > 0")
    return query


def _date_ranges(query: Query, request: dict[str, Any], today: date) -> None:
    ranges = request.get("dateRanges", [])
    if not 1 <= len(ranges) <= MAX_DATE_RANGES:
        raise InvalidArgumentError(f"Between 1 and {MAX_DATE_RANGES} date ranges are needed.")
    for index, item in enumerate(ranges):
        start, end = _day(item["startDate"], today), _day(item["endDate"], today)
        if start > end:
            raise InvalidArgumentError("A date range must not end before it starts.")
        name = item.get("name", f"date_range_{index}")
        query.add(" union all " if index else "")
        query.add(_RANGE, name, start, end)
        if request.get("dimensionFilter"):
            query.add(" and ")
            _filter(query, request["dimensionFilter"])


def _day(text: str, today: date) -> date:
    back = {"today": 0, "yesterday": 1}.get(text)
    if back is None and text.endswith("daysAgo"):
        back = int(text.removesuffix("daysAgo"))
    return date.fromisoformat(text) if back is None else today - timedelta(days=back)


def _filter(query: Query, expression: dict[str, Any]) -> None:
    for group, word in (("andGroup", " and "), ("orGroup", " or ")):
        if group in expression:
            for index, part in enumerate(expression[group]["expressions"]):
                query.add(word if index else "(")
                _filter(query, part)
            query.add(")")
            return
    if "notExpression" in expression:
        query.add("not ")
        _filter(query, expression["notExpression"])
        return
    _single_filter(query, expression["filter"])


def _single_filter(query: Query, asked: dict[str, Any]) -> None:
    name = asked["fieldName"]
    if name not in DIMENSIONS:
        raise InvalidArgumentError(f"Field {name} is not a valid dimension.")
    if "inListFilter" in asked:
        members = asked["inListFilter"]["values"]
        query.add(f'"{name}" in ({", ".join("?" for _ in members)})', *members)
        return
    text = asked.get("stringFilter", {})
    match = _MATCHES.get(text.get("matchType", "EXACT"))
    if match is None or "value" not in text:
        raise InvalidArgumentError("Only exact, prefix, suffix, contains and list filters here.")
    query.add("(" + match.format(f'"{name}"') + ")", text["value"])
