"""Reading one GA4 report, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingestion.http import PagingError, RestClient
from ingestion.sources.google_analytics.periods import Ask
from ingestion.sources.google_analytics.settings import METRICS, SLICES, GoogleAnalyticsConfig

Row = dict[str, Any]
_DATE_RANGE = "dateRange"


def read(
    client: RestClient, config: GoogleAnalyticsConfig, ask: Ask, slice_name: str
) -> Iterator[list[Row]]:
    """Pages of rows of `ask` for one slice.

    Raises:
        PagingError: the pages hold fewer rows than the report counts, or another number of
            columns than was asked for.
    """
    member = SLICES[slice_name]
    asked = [name for name in (ask.dimension, member) if name is not None]
    body: Row = {
        "dateRanges": ask.ranges,
        "dimensions": [{"name": name} for name in asked],
        "metrics": [{"name": name} for name in METRICS],
        # A stable order, so that pages neither repeat nor lose rows.
        "orderBys": [{"dimension": {"dimensionName": name}} for name in asked],
        "limit": str(config.page_rows),
    }
    path = f"v1beta/properties/{config.property_id}:runReport"
    common = {"property_id": config.property_id, "grain": ask.grain, "slice": slice_name}
    offset = 0
    while True:
        page = client.post(path, {**body, "offset": str(offset)})
        rows = page.get("rows", [])
        yield list(_rows(page, rows, ask, member, common))
        offset += len(rows)
        if offset >= page.get("rowCount", 0):
            return
        if not rows:
            counted = page["rowCount"]
            raise PagingError(f"runReport: {counted} rows counted, {offset} given")


def _rows(page: Row, rows: list[Row], ask: Ask, member: str | None, common: Row) -> Iterator[Row]:
    names = [header["name"] for header in page.get("dimensionHeaders", [])]
    metrics = [METRICS[header["name"]] for header in page["metricHeaders"]]
    about = page.get("metadata", {})
    shared = {
        **common,
        "time_zone": about.get("timeZone"),
        "subject_to_thresholding": about.get("subjectToThresholding", False),
        "data_loss_from_other_row": about.get("dataLossFromOtherRow", False),
    }
    for row in rows:
        key = dict(zip(names, _values(row.get("dimensionValues", [])), strict=True))
        period = ask.only_start or key[ask.dimension or _DATE_RANGE]
        yield {
            **shared,
            **dict(zip(metrics, _values(row["metricValues"]), strict=True)),
            "period_start": ask.start_of(period),
            "slice_value": key[member] if member else "total",
        }


def _values(cells: list[Row]) -> Iterator[str]:
    return (cell["value"] for cell in cells)
