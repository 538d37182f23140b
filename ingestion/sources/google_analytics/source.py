"""Google Analytics 4: web traffic per grain and slice, as `runReport` counts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import dlt
import pyarrow as pa
from dlt.extract import DltSource

from ingestion.http import RestClient, token_help
from ingestion.raw_table import built_source, declared_of, raw_names
from ingestion.reconcile import is_due
from ingestion.registry import SourceSpec
from ingestion.sources.google_analytics.periods import reports
from ingestion.sources.google_analytics.report import read
from ingestion.sources.google_analytics.settings import GoogleAnalyticsConfig
from ingestion.sources.google_analytics.tables import SLICES, WEB_TRAFFIC


def source(config: GoogleAnalyticsConfig, as_of: date) -> DltSource:
    """All periods that the last load may have seen incomplete, up to `as_of`."""

    def web_traffic() -> Iterator[pa.Table]:
        client = RestClient(
            config.base_url,
            authorization=config.authorization(),
            max_megabytes=config.max_answer_mb,
            token_help=token_help("google_analytics", config.variable("refresh_token")),
        )
        state = dlt.current.resource_state()
        read_to = state.get("read_to")
        if is_due(state, as_of, config.reconcile_days):
            read_to = None
        for ask in reports(config.clock, _since(config, as_of, read_to), as_of):
            for slice_name in SLICES:
                yield from read(client, config, ask, slice_name)
        state["read_to"] = as_of.isoformat()

    return built_source("google_analytics", [WEB_TRAFFIC.resource(web_traffic)])


def _since(config: GoogleAnalyticsConfig, as_of: date, read_to: str | None) -> date:
    if read_to is None:
        months = as_of.year * 12 + as_of.month - 1 - config.history_months
        return config.clock.period_start(date(months // 12, months % 12 + 1, 1), "year")
    return min(date.fromisoformat(read_to), as_of) - timedelta(days=config.lookback_days)


SPEC = SourceSpec(
    name="google_analytics",
    entities=("web_traffic",),
    raw_tables=raw_names((WEB_TRAFFIC,)),
    declared=declared_of((WEB_TRAFFIC,)),
    config=GoogleAnalyticsConfig,
    source=source,
    team="marketing",
)
