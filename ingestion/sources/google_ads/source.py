"""Google Ads: campaigns, and what each cost, showed and got clicked every day."""

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
from ingestion.sources.google_ads.search import Row, accessible_customers, search, tagged_campaign
from ingestion.sources.google_ads.settings import GoogleAdsConfig
from ingestion.sources.google_ads.tables import AD_SPEND, CAMPAIGN_FIELDS, CAMPAIGNS, SPEND_FIELDS


def source(config: GoogleAdsConfig, as_of: date) -> DltSource:
    """All campaigns, and the days from the lookback on up to `as_of`, of every account."""
    client: list[RestClient] = []

    def connected() -> RestClient:
        # Once: all requests share what they know of the access token.
        if not client:
            client.append(
                RestClient(
                    config.base_url,
                    config.headers(),
                    authorization=config.authorization(),
                    max_megabytes=config.max_answer_mb,
                    token_help=token_help("google_ads", config.variable("refresh_token")),
                )
            )
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
        if is_due(state, as_of, config.reconcile_days):
            read_to.clear()
        for customer in customers():
            since = _since(config, as_of, read_to.get(customer))
            for first, last in _quarters(since, as_of):
                where = f" WHERE segments.date BETWEEN '{first}' AND '{last}'"
                seen = set[str]()
                for rows in search(connected(), customer, SPEND_FIELDS, where):
                    seen.update(row["segments_date"] for row in rows)
                    yield AD_SPEND.arrow(rows)
                yield AD_SPEND.arrow(_removed(customer, first, last, seen))
            read_to[customer] = as_of.isoformat()

    resources = [CAMPAIGNS.resource(campaigns), AD_SPEND.resource(campaign_days)]
    return built_source("google_ads", resources)


def _since(config: GoogleAdsConfig, as_of: date, read_to: str | None) -> date:
    if read_to is None:
        months = as_of.year * 12 + as_of.month - 1 - config.history_months
        return date(months // 12, months % 12 + 1, 1)
    return min(date.fromisoformat(read_to), as_of) - timedelta(days=config.lookback_days)


def _quarters(since: date, until: date) -> Iterator[tuple[date, date]]:
    """Parts of at most 92 days: an answer comes in one piece, however long the history."""
    while since <= until:
        last = min(since + timedelta(days=91), until)
        yield since, last
        since = last + timedelta(days=1)


def _removed(customer: str, first: date, last: date, seen: set[str]) -> Iterator[Row]:
    """A row for each day that has none, in place of what it had.

    None where no day has any: that is more likely a fault of the vendor's than a loss of all rows.
    """
    for ahead in range((last - first).days + 1 if seen else 0):
        day = (first + timedelta(days=ahead)).isoformat()
        if day not in seen:
            yield {
                "customer_id": customer,
                "campaign_id": "",
                "segments_date": day,
                "is_removed": True,
            }


SPEC = SourceSpec(
    name="google_ads",
    entities=("campaigns", "ad_spend"),
    raw_tables=raw_names((CAMPAIGNS, AD_SPEND)),
    declared=declared_of((CAMPAIGNS, AD_SPEND)),
    config=GoogleAdsConfig,
    source=source,
    team="marketing",
    ad_accounts=("google_ads", "adwords", "google_adwords"),
)
