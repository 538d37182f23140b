"""What the ad accounts give with the credentials that they were asked with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ingestion.connect import Finding, counted
from ingestion.errors import RefusedError
from ingestion.sources.google_ads.accounts import Account, accounts, differences, readable
from ingestion.sources.google_ads.parts import PARTS
from ingestion.sources.google_ads.search import AdsApi
from ingestion.sources.google_ads.settings import GoogleAdsConfig
from ingestion.sources.google_ads.tables import AD_SPEND, CAMPAIGN_FIELDS, CAMPAIGNS

if TYPE_CHECKING:
    from company import Profile

_PARTS = {part.name: part for part in PARTS}
_CAMPAIGNS, _SPEND = _PARTS[CAMPAIGNS.name], _PARTS[AD_SPEND.name]


def checks(config: GoogleAdsConfig, profile: Profile, as_of: date) -> Iterator[Finding]:
    """Yield which accounts can be read, how many campaigns each has, and which are left out."""
    del as_of
    api = AdsApi(config)
    try:
        found = accounts(api, config)
        for account in found:
            yield from _account(api, account, profile)
        readable(found)
    except RefusedError as error:
        yield Finding("accounts", error.said, "lacks", f"Needed: {_SPEND.needs}", part=_SPEND)


def _account(api: AdsApi, account: Account, profile: Profile) -> Iterator[Finding]:
    subject = f"account {account.key}"
    if account.left_out:
        yield Finding(subject, f"left out: {account.left_out}")
        return
    yield counted(subject, _CAMPAIGNS, partial(_campaigns, api, account))
    for said in differences(account, profile.time_zone, profile.reporting_currency):
        fix = "rates in fx_rates.csv; the same zone in the account or as `time_zone` of the profile"
        yield Finding(subject, said, "lacks", fix)


def _campaigns(api: AdsApi, account: Account) -> int:
    batches = api.search(account.key, account.manager, CAMPAIGN_FIELDS)
    return sum(len(rows) for rows in batches)
