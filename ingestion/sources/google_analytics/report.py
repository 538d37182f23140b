"""Reading one GA4 report, page by page."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from ingestion.answers import member
from ingestion.errors import MissingFieldError, PagingError
from ingestion.parts import note
from ingestion.raw_table import Page
from ingestion.sources.google_analytics.periods import Ask, starts
from ingestion.sources.google_analytics.quota import QuotaClient
from ingestion.sources.google_analytics.settings import GoogleAnalyticsConfig
from ingestion.sources.google_analytics.tables import METRICS, REPORTS, SLICES, WEB_TRAFFIC

log = logging.getLogger(__name__)

Row = dict[str, Any]
_DATE_RANGE = "dateRange"
_TRIES = 3


def read(
    client: QuotaClient, config: GoogleAnalyticsConfig, ask: Ask, slice_name: str
) -> list[Page]:
    """All rows of `ask` for one slice, one table per page, and what is said of the report.

    Pages are cut out of a report that the vendor computes anew for each: when figures moved
    meanwhile, rows come twice or never, and the report is read again.

    Raises:
        PagingError: the pages still do not add up to the rows that the report counts.
    """
    for _ in range(_TRIES - 1):
        try:
            return list(_pages(client, config, ask, slice_name))
        except PagingError as error:
            log.warning("%s; read again", error)
    return list(_pages(client, config, ask, slice_name))


def _pages(
    client: QuotaClient, config: GoogleAnalyticsConfig, ask: Ask, slice_name: str
) -> Iterator[Page]:
    sliced_by = SLICES[slice_name]
    asked = [name for name in (ask.dimension, sliced_by) if name is not None]
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
    seen: set[tuple[date, str]] = set()
    offset, counted = 0, 1
    while offset < counted:
        page = client.post(path, {**body, "offset": str(offset)})
        # Nothing to report is said by leaving the rows and their count out.
        is_empty = not page.get("rows") and page.get("rowCount") is None
        counted = 0 if is_empty else member(page, "rowCount", int, path)
        rows = list(_rows(page, ask, sliced_by, common))
        fresh = {(row["period_start"], row["slice_value"]): row for row in rows}
        yield WEB_TRAFFIC, WEB_TRAFFIC.arrow(row for key, row in fresh.items() if key not in seen)
        seen.update(fresh)
        offset += config.page_rows
    if len(seen) != counted:
        raise PagingError(f"runReport: {counted} rows counted, {len(seen)} different ones given")
    with_rows = {start for start, _ in seen}
    # A report without any row is more likely a fault of the vendor's than a loss of all rows.
    gone = (start for start in starts(config.clock, ask) if with_rows and start not in with_rows)
    removed = ({**common, "period_start": at, "slice_value": "", "is_removed": True} for at in gone)
    yield WEB_TRAFFIC, WEB_TRAFFIC.arrow(removed)
    zone = {"company_time_zone": config.time_zone}
    about = {**_said(page.get("metadata") or {}, slice_name), **common, **zone}
    if about["time_zone"] not in (None, config.time_zone):
        note(
            f"Google Analytics property {config.property_id}: its days are those of "
            f"{about['time_zone']}, the company's of {config.time_zone}; each holds hours of the "
            "day before or after"
        )
    members = Counter(start for start, _ in seen)
    said = ({**about, "period_start": at, "rows": members[at]} for at in starts(config.clock, ask))
    yield REPORTS, REPORTS.arrow(said)


def _rows(page: Row, ask: Ask, sliced_by: str | None, common: Row) -> Iterator[Row]:
    names = [header["name"] for header in page.get("dimensionHeaders", [])]
    given = {header["name"] for header in member(page, "metricHeaders", list, "runReport")}
    if gone := METRICS.keys() - given:
        raise MissingFieldError(f"runReport: asked for {', '.join(sorted(gone))}, not given")
    metrics = [METRICS[header["name"]] for header in page["metricHeaders"]]
    about = page.get("metadata", {})
    shared = {
        **common,
        "time_zone": about.get("timeZone"),
        "subject_to_thresholding": about.get("subjectToThresholding", False),
        "data_loss_from_other_row": about.get("dataLossFromOtherRow", False),
    }
    for row in page.get("rows", []):
        key = dict(zip(names, _values(row.get("dimensionValues", [])), strict=True))
        period = ask.only_start or key[ask.dimension or _DATE_RANGE]
        yield {
            **shared,
            **dict(zip(metrics, _values(row["metricValues"]), strict=True)),
            "period_start": ask.start_of(period),
            "slice_value": key[sliced_by] if sliced_by else "total",
        }


def _said(about: Row, slice_name: str) -> Row:
    """What the vendor says of a report: what it held back, put together, or only guessed."""
    samples = about.get("samplingMetadatas") or []
    is_thresholded = about.get("subjectToThresholding", False)
    return {
        "time_zone": about.get("timeZone"),
        "currency_code": about.get("currencyCode"),
        "is_thresholded": is_thresholded,
        "is_total_thresholded": is_thresholded and slice_name == "total",
        "has_other_row": about.get("dataLossFromOtherRow", False),
        "is_sampled": bool(samples),
        # One for each date range.
        "samples_read": sum(int(one.get("samplesReadCount", 0)) for one in samples) or None,
        "sampling_space": sum(int(one.get("samplingSpaceSize", 0)) for one in samples) or None,
    }


def _values(cells: list[Row]) -> Iterator[str]:
    return (cell["value"] for cell in cells)
