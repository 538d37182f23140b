"""Google Ads: campaigns, and what each cost, showed and got clicked every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import dlt
import pyarrow as pa
from dlt.extract import DltSource

from ingestion.parts import note
from ingestion.raw_table import built_source, declared_of, personal_of, raw_names
from ingestion.reconcile import is_due
from ingestion.registry import SourceSpec
from ingestion.sources.google_ads.accounts import Account, accounts, differences, readable
from ingestion.sources.google_ads.parts import PARTS
from ingestion.sources.google_ads.search import AdsApi, Row, tagged_campaign
from ingestion.sources.google_ads.settings import GoogleAdsConfig
from ingestion.sources.google_ads.tables import (
    ACCOUNTS,
    AD_SPEND,
    CAMPAIGN_FIELDS,
    CAMPAIGN_NAMES,
    CAMPAIGNS,
    SPEND_FIELDS,
)
from ingestion.stored import stored

_TABLES = (ACCOUNTS, CAMPAIGNS, CAMPAIGN_NAMES, AD_SPEND)


def source(config: GoogleAdsConfig, as_of: date) -> DltSource:
    """All campaigns, and the days from the lookback on up to `as_of`, of every account."""
    api = AdsApi(config)

    @cache
    def found() -> list[Account]:
        return accounts(api, config)

    def read() -> list[Account]:
        return readable(found())

    @cache
    def campaigns_of(account: Account) -> list[Row]:
        batches = api.search(account.key, account.manager, CAMPAIGN_FIELDS)
        return [row for batch in batches for row in batch]

    def all_accounts() -> Iterator[pa.Table]:
        zone = {"company_time_zone": config.time_zone}
        for account in found():
            if not account.left_out:
                for said in differences(account, config.time_zone, config.currency):
                    note(said)
        yield ACCOUNTS.arrow({**account.row, **zone} for account in found())

    def campaigns() -> Iterator[pa.Table]:
        for account in read():
            rows = campaigns_of(account)
            yield CAMPAIGNS.arrow({**row, "utm_campaign": tagged_campaign(row)} for row in rows)

    def names() -> Iterator[pa.Table]:
        known = stored(CAMPAIGN_NAMES, CAMPAIGN_NAMES.key)
        before = set(zip(*known.to_pydict().values(), strict=True)) if known is not None else set()
        for account in read():
            rows = ({**row, "seen_on": as_of.isoformat()} for row in campaigns_of(account))
            yield CAMPAIGN_NAMES.arrow(
                row
                for row in rows
                if (str(row["customer_id"]), str(row["id"]), row["name"]) not in before
            )

    def campaign_days() -> Iterator[pa.Table]:
        state = dlt.current.resource_state()
        read_to: dict[str, str] = state.setdefault("read_to", {})
        if is_due(state, as_of, config.reconcile_days):
            read_to.clear()
        for account in read():
            since = _since(config, as_of, read_to.get(account.key))
            for first, last in _quarters(since, as_of):
                where = f" WHERE segments.date BETWEEN '{first}' AND '{last}'"
                seen = set[str]()
                for rows in api.search(account.key, account.manager, SPEND_FIELDS, where):
                    seen.update(row["segments_date"] for row in rows)
                    yield AD_SPEND.arrow(rows)
                yield AD_SPEND.arrow(_removed(account.key, first, last, seen))
            read_to[account.key] = as_of.isoformat()

    pages = (all_accounts, campaigns, names, campaign_days)
    resources = [table.resource(load) for table, load in zip(_TABLES, pages, strict=True)]
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
    raw_tables=raw_names(_TABLES),
    personal=personal_of(_TABLES),
    declared=declared_of(_TABLES),
    config=GoogleAdsConfig,
    source=source,
    team="marketing",
    parts=PARTS,
    ad_accounts=("google_ads", "adwords", "google_adwords"),
)
