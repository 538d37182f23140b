"""Google Ads: campaigns, and what each cost, showed and got clicked every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import dlt
import pyarrow as pa
from dlt.extract import DltSource

from ingestion.http import RestClient
from ingestion.raw_table import built_source, raw_names
from ingestion.registry import SourceSpec
from ingestion.sources.google_ads.search import accessible_customers, search, tagged_campaign
from ingestion.sources.google_ads.settings import GoogleAdsConfig
from ingestion.sources.google_ads.tables import AD_SPEND, CAMPAIGN_FIELDS, CAMPAIGNS, SPEND_FIELDS


def source(config: GoogleAdsConfig, as_of: date) -> DltSource:
    """All campaigns, and the days from the lookback on up to `as_of`, of every account."""
    client: list[RestClient] = []

    def connected() -> RestClient:
        # Once, and not before the load begins: a refresh token is exchanged here.
        if not client:
            client.append(RestClient(config.base_url, config.headers()))
        return client[0]

    def customers() -> list[str]:
        return config.customers() or accessible_customers(connected())

    def campaigns() -> Iterator[pa.Table]:
        for customer in customers():
            for rows in search(connected(), customer, CAMPAIGN_FIELDS):
                yield CAMPAIGNS.arrow({**row, "utm_campaign": tagged_campaign(row)} for row in rows)

    def campaign_days() -> Iterator[pa.Table]:
        state = dlt.current.resource_state()
        read_to: dict[str, str] = state.setdefault("read_to", {})
        for customer in customers():
            since = _since(config, as_of, read_to.get(customer))
            where = f" WHERE segments.date BETWEEN '{since}' AND '{as_of}'"
            for rows in search(connected(), customer, SPEND_FIELDS, where):
                yield AD_SPEND.arrow(rows)
            read_to[customer] = as_of.isoformat()

    resources = [CAMPAIGNS.resource(campaigns), AD_SPEND.resource(campaign_days)]
    return built_source("google_ads", resources)


def _since(config: GoogleAdsConfig, as_of: date, read_to: str | None) -> date:
    if read_to is None:
        months = as_of.year * 12 + as_of.month - 1 - config.history_months
        return date(months // 12, months % 12 + 1, 1)
    return min(date.fromisoformat(read_to), as_of) - timedelta(days=config.lookback_days)


SPEC = SourceSpec(
    name="google_ads",
    entities=("campaigns", "ad_spend"),
    raw_tables=raw_names((CAMPAIGNS, AD_SPEND)),
    config=GoogleAdsConfig,
    source=source,
    team="marketing",
    ad_accounts=("google_ads", "adwords", "google_adwords"),
)
