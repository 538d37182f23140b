"""What the ad accounts give with the credentials that they were asked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ingestion.connect import Finding, counted
from ingestion.errors import ResponseError
from ingestion.http import RestClient, token_help
from ingestion.sources.google_ads.search import accessible_customers, search
from ingestion.sources.google_ads.settings import GoogleAdsConfig
from ingestion.sources.google_ads.tables import CAMPAIGN_FIELDS

if TYPE_CHECKING:
    from company import Profile


def checks(config: GoogleAdsConfig, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Yield which accounts can be read, and how many campaigns each has."""
    del profile, as_of
    client = RestClient(
        config.base_url,
        config.headers(),
        authorization=config.authorization(),
        max_megabytes=config.max_answer_mb,
        token_help=token_help("google_ads", config.variable("refresh_token")),
    )
    customers = config.customers() or accessible_customers(client)
    if not customers:
        yield Finding("accounts", "the credentials may read none", "blocks", "share one with them")
    for customer in customers:
        try:
            yield counted(f"account {customer}", None, partial(_campaigns, client, customer))
        except ResponseError as error:
            fix = "a manager has no figures of its own: name its accounts in customer_id"
            yield Finding(f"account {customer}", str(error), "blocks", fix)


def _campaigns(client: RestClient, customer: str) -> int:
    return sum(len(rows) for rows in search(client, customer, CAMPAIGN_FIELDS))
