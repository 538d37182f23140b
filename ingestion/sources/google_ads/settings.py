"""Google Ads: its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingestion.google_auth import GoogleConfig
from ingestion.source_config import FROM_PROFILE

if TYPE_CHECKING:
    from company import Profile


class GoogleAdsConfig(GoogleConfig):
    """The ad accounts of one company.

    Attributes:
        time_zone: the company's; an account in another one is said.
    """

    model_config = SettingsConfigDict(env_prefix="ACCORD_GOOGLE_ADS_")
    title = "Google Ads"

    base_url: str = Field(
        default="https://googleads.googleapis.com", description="Address of the Google Ads API."
    )
    api_version: str = Field(
        default="v25",
        pattern=r"^v\d+$",
        description="Version of the API; when each ends is in the source's README.",
    )
    developer_token: SecretStr = Field(description="Developer token of the manager account.")
    customer_id: str | None = Field(
        default=None,
        description="Accounts that are read, digits only, separated by commas; left out: all that "
        "the credentials may read. Of a manager account, all accounts below it are.",
    )
    login_customer_id: str | None = Field(
        default=None, description="Manager account, when access goes through one."
    )
    history_months: int = Field(
        default=36, gt=0, description="How many months the first load goes back."
    )
    lookback_days: int = Field(
        default=30,
        ge=0,
        description="Days read again at every load: Google restates spend (invalid clicks, late "
        "conversions).",
    )

    time_zone: Annotated[str, FROM_PROFILE] = "Europe/Paris"

    @classmethod
    def build(cls, profile: Profile, settings: Mapping[str, Any]) -> Self:
        """Return the settings with the profile's time zone."""
        return cls.model_validate({"time_zone": profile.time_zone, **settings})

    def headers(self) -> dict[str, str]:
        """Return what every request carries beside its authorization."""
        return {"developer-token": self.developer_token.get_secret_value()}

    @property
    def manager(self) -> str | None:
        """The manager account through which all access goes, without dashes."""
        named = self.login_customer_id
        return None if named is None else named.replace("-", "")

    def customers(self) -> list[str]:
        """Return the accounts named in the settings, without dashes."""
        named = (self.customer_id or "").replace("-", "").split(",")
        return [customer.strip() for customer in named if customer.strip()]
