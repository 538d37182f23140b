"""What ad accounts may lack: everything, where none of them can be read."""

from __future__ import annotations

from ingestion.parts import Part
from ingestion.sources.google_ads.tables import ACCOUNTS, AD_SPEND, CAMPAIGN_NAMES, CAMPAIGNS

_NEEDS = (
    "an enabled ad account, not a manager alone, that the user of the refresh token may read, and "
    "the Google Ads API switched on in the project of the OAuth client."
)
PARTS = (
    Part(ACCOUNTS.name, (ACCOUNTS.name,), ("campaigns", "ad_spend"), _NEEDS),
    # Spend names its campaign by a number: which campaign that is, these say.
    Part(CAMPAIGNS.name, (CAMPAIGNS.name,), ("campaigns", "ad_spend"), _NEEDS),
    Part(CAMPAIGN_NAMES.name, (CAMPAIGN_NAMES.name,), ("campaigns", "ad_spend"), _NEEDS),
    Part(AD_SPEND.name, (AD_SPEND.name,), ("ad_spend",), _NEEDS),
)
