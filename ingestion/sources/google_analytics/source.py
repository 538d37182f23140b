"""Google Analytics 4: web traffic per grain and slice, as `runReport` counts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import dlt
from dlt.extract import DltSource

from ingestion.raw_table import (
    Page,
    built_source,
    declared_of,
    filled_together,
    personal_of,
    raw_names,
)
from ingestion.reconcile import is_due
from ingestion.registry import SourceSpec
from ingestion.sources.google_analytics.parts import PARTS
from ingestion.sources.google_analytics.periods import reports
from ingestion.sources.google_analytics.quota import QuotaClient
from ingestion.sources.google_analytics.report import read
from ingestion.sources.google_analytics.settings import GoogleAnalyticsConfig
from ingestion.sources.google_analytics.tables import REPORTS, SLICES, WEB_TRAFFIC

_TABLES = (WEB_TRAFFIC, REPORTS)


def source(config: GoogleAnalyticsConfig, as_of: date) -> DltSource:
    """All periods that the last load may have seen incomplete, up to `as_of`."""

    def web_traffic() -> Iterator[Page]:
        client = QuotaClient(config)
        state = dlt.current.resource_state(WEB_TRAFFIC.name)
        read_to = state.get("read_to")
        if is_due(state, as_of, config.reconcile_days):
            read_to = None
        for ask in reports(config.clock, _since(config, as_of, read_to), as_of):
            for slice_name in SLICES:
                yield from read(client, config, ask, slice_name)
        state["read_to"] = as_of.isoformat()

    return built_source(
        "google_analytics", [filled_together(WEB_TRAFFIC.name, _TABLES, web_traffic)]
    )


def _since(config: GoogleAnalyticsConfig, as_of: date, read_to: str | None) -> date:
    if read_to is None:
        months = as_of.year * 12 + as_of.month - 1 - config.history_months
        return config.clock.period_start(date(months // 12, months % 12 + 1, 1), "year")
    return min(date.fromisoformat(read_to), as_of) - timedelta(days=config.lookback_days)


SPEC = SourceSpec(
    name="google_analytics",
    entities=("web_traffic",),
    raw_tables=raw_names(_TABLES),
    personal=personal_of(_TABLES),
    declared=declared_of(_TABLES),
    config=GoogleAnalyticsConfig,
    source=source,
    team="marketing",
    parts=PARTS,
)
