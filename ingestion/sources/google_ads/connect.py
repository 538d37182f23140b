"""What the ad accounts give with the credentials that they were asked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ingestion.connect import Finding, counted
from ingestion.sources.google_ads.accounts import Account, accounts
from ingestion.sources.google_ads.search import AdsApi
from ingestion.sources.google_ads.settings import GoogleAdsConfig
from ingestion.sources.google_ads.tables import CAMPAIGN_FIELDS

if TYPE_CHECKING:
    from company import Profile


def checks(config: GoogleAdsConfig, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Yield which accounts can be read, how many campaigns each has, and which are left out."""
    del as_of
    api = AdsApi(config)
    for account in accounts(api, config):
        subject = f"account {account.key}"
        if account.left_out:
            yield Finding(subject, f"left out: {account.left_out}")
            continue
        yield counted(subject, None, partial(_campaigns, api, account))
        zone = account.about.get("time_zone")
        if zone not in (None, profile.time_zone):
            said = f"its days are those of {zone}, the company's of {profile.time_zone}"
            yield Finding(f"{subject} time zone", said)


def _campaigns(api: AdsApi, account: Account) -> int:
    batches = api.search(account.key, account.manager, CAMPAIGN_FIELDS)
    return sum(len(rows) for rows in batches)
