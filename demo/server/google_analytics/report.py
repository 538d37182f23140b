"""The answer to a report: headers, one page of rows, metadata."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from demo.server.faults import FaultSwitch
from demo.server.google_analytics.query import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    METRICS,
    OTHER,
    InvalidArgumentError,
    dimension_names,
    metric_names,
    report_query,
)
from demo.server.google_analytics.store import TIME_ZONE, WebStore
from demo.server.paging import window

#: Properties of the demo account that show what real ones do. Any other one just answers.
THRESHOLDED_PROPERTY = "403"
HIGH_CARDINALITY_PROPERTY = "999"
_FEWEST_USERS = 3
_MOST_VALUES = 5


def run_report(
    store: WebStore, property_id: str, request: dict[str, Any], today: date, faults: FaultSwitch
) -> dict[str, Any]:
    """A RunReportResponse.

    Raises:
        InvalidArgumentError: the request is one that the API refuses.
    """
    dimensions, metrics = dimension_names(request), metric_names(request)
    crowded = property_id == HIGH_CARDINALITY_PROPERTY
    query = report_query(request, today, _MOST_VALUES if crowded else None)
    table = store.ask(query.sql, query.values)
    metadata: dict[str, Any] = {"currencyCode": "EUR", "timeZone": TIME_ZONE}
    if crowded and dimensions and OTHER in table[dimensions[-1]].to_pylist():
        metadata["dataLossFromOtherRow"] = True
    if property_id == THRESHOLDED_PROPERTY and "totalUsers" in metrics:
        table = table.filter(pc.greater_equal(table["totalUsers"], _FEWEST_USERS))
        metadata["subjectToThresholding"] = True
    answer: dict[str, Any] = {
        "dimensionHeaders": [{"name": name} for name in dimensions],
        "metricHeaders": [{"name": name, "type": METRICS[name][1]} for name in metrics],
        "metadata": metadata,
        "kind": "analyticsData#runReport",
    }
    if table.num_rows:
        path = f"/google_analytics/v1beta/properties/{property_id}:runReport"
        page = window(table.num_rows, _offset(request), _limit(request), faults, path)
        answer["rows"] = _rows(table.take(pa.array(page.rows, pa.int64())), len(dimensions))
        answer["rowCount"] = table.num_rows
    return answer


def _rows(table: pa.Table, dimensions: int) -> list[dict[str, Any]]:
    texts = [[{"value": text} for text in pc.cast(column, pa.string()).to_pylist()]
             for column in table.columns]  # fmt: skip
    metrics = zip(*texts[dimensions:], strict=True)
    if not dimensions:
        return [{"metricValues": list(values)} for values in metrics]
    members = zip(*texts[:dimensions], strict=True)
    return [
        {"dimensionValues": list(key), "metricValues": list(values)}
        for key, values in zip(members, metrics, strict=True)
    ]


def _offset(request: dict[str, Any]) -> int:
    return _whole(request, "offset", 0)


def _limit(request: dict[str, Any]) -> int:
    # Asking for more is no error: the API just never gives more.
    return min(_whole(request, "limit", DEFAULT_LIMIT), MAX_LIMIT)


def _whole(request: dict[str, Any], name: str, default: int) -> int:
    text = str(request.get(name, default))
    if not text.isdigit():
        raise InvalidArgumentError(f"{name} must be a whole number.")
    return int(text)
