"""Google Analytics: its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field
from pydantic_settings import SettingsConfigDict

from company import Clock
from ingestion.google_auth import GoogleConfig
from ingestion.source_config import FROM_PROFILE, Address

if TYPE_CHECKING:
    from company import Profile


def _number(value: str) -> str:
    if not (value.isascii() and value.isdigit()):
        raise ValueError(
            "must be digits only, as 123456789: the number under Admin > Property details, and not "
            "the measurement ID (G-…) nor the tracking ID (UA-…)"
        )
    return value


class GoogleAnalyticsConfig(GoogleConfig):
    """One GA4 property.

    Attributes:
        fiscal_year_start_month: quarters and years follow it.
        time_zone: the company's. The property's own zone decides what a day is: set it to the same.
    """

    model_config = SettingsConfigDict(env_prefix="ACCORD_GOOGLE_ANALYTICS_")
    title = "Google Analytics"
    addressed_by = ("property_id", "base_url")

    base_url: Address = Field(
        default="https://analyticsdata.googleapis.com", description="Address of the GA4 Data API."
    )
    property_id: Annotated[str, AfterValidator(_number)] = Field(
        description="GA4 property, digits only."
    )
    history_months: int = Field(
        default=30,
        gt=0,
        description="How many months the first load goes back, rounded up to whole fiscal years.",
    )
    lookback_days: int = Field(
        default=4,
        ge=0,
        description="Every period that holds one of these last days is asked for again: Google "
        "restates them (processing takes up to three).",
    )
    quota_wait_minutes: int = Field(
        default=60,
        ge=0,
        description="How long a load waits for the hourly quota of the property, which returns in "
        "under an hour; then it fails.",
    )
    page_rows: int = Field(
        default=100_000,
        gt=0,
        le=250_000,
        description="Rows per page; the API gives 250,000 at most.",
    )
    fiscal_year_start_month: Annotated[int, FROM_PROFILE] = 1
    time_zone: Annotated[str, FROM_PROFILE] = "Europe/Paris"

    @classmethod
    def build(cls, profile: Profile, settings: Mapping[str, Any]) -> Self:
        """Return the settings with the profile's fiscal year and time zone."""
        clock = {
            "fiscal_year_start_month": profile.fiscal_year_start_month,
            "time_zone": profile.time_zone,
        }
        return cls.model_validate({**clock, **settings})

    @property
    def clock(self) -> Clock:
        """The company's periods."""
        return Clock(ZoneInfo(self.time_zone), self.fiscal_year_start_month)
