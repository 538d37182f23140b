"""Google Analytics: its settings, and the declared columns and key of the raw table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from company import Clock
from ingestion.google_auth import GoogleConfig
from ingestion.raw_table import RawTable

if TYPE_CHECKING:
    from company import Profile


class GoogleAnalyticsConfig(GoogleConfig):
    """One GA4 property.

    Attributes:
        base_url: of the Data API.
        property_id: digits only.
        history_months: how far back the first load goes, rounded up to whole fiscal years.
        lookback_days: Google restates the last days (processing takes up to three): every period
            that holds one of them is asked for again.
        page_rows: rows per page; the API gives at most 250,000.
        fiscal_year_start_month: of the company profile; quarters and years follow it.
        time_zone: of the company profile. The property's own zone decides what a day is: set it
            to the same.
    """

    base_url: str = "https://analyticsdata.googleapis.com"
    property_id: str
    history_months: int = 30
    lookback_days: int = 4
    page_rows: int = 100_000
    fiscal_year_start_month: int = 1
    time_zone: str = "Europe/Paris"

    @classmethod
    def build(cls, profile: Profile, credentials: Mapping[str, Any]) -> Self:
        """Settings with the profile's fiscal year and time zone."""
        clock = {
            "fiscal_year_start_month": profile.fiscal_year_start_month,
            "time_zone": profile.time_zone,
        }
        return cls.model_validate({**clock, **credentials})

    @property
    def clock(self) -> Clock:
        """The company's periods."""
        return Clock(ZoneInfo(self.time_zone), self.fiscal_year_start_month)


WEB_TRAFFIC = RawTable(
    "web_traffic",
    "property_id:s grain:s period_start:d slice:s slice_value:s sessions:i total_users:i"
    " screen_page_views:i engaged_sessions:i user_engagement_duration:f time_zone:s"
    " subject_to_thresholding:b data_loss_from_other_row:b",
    key=("property_id", "grain", "period_start", "slice", "slice_value"),
    replaces=("property_id", "grain", "period_start", "slice"),
)
METRICS = {
    "sessions": "sessions",
    "totalUsers": "total_users",
    "screenPageViews": "screen_page_views",
    "engagedSessions": "engaged_sessions",
    "userEngagementDuration": "user_engagement_duration",
}
#: Slice -> the dimension that tells its members; the total has none.
SLICES: dict[str, str | None] = {
    "total": None,
    "channel": "sessionDefaultChannelGroup",
    "campaign": "sessionCampaignName",
    "content": "landingPage",
    "market": "countryId",
}
