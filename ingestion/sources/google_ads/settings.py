"""Google Ads: its settings."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingestion.google_auth import GoogleConfig


class GoogleAdsConfig(GoogleConfig):
    """The ad accounts of one company."""

    model_config = SettingsConfigDict(env_prefix="ACCORD_GOOGLE_ADS_")
    title = "Google Ads"

    base_url: str = Field(
        default="https://googleads.googleapis.com", description="Address of the Google Ads API."
    )
    developer_token: SecretStr = Field(description="Developer token of the manager account.")
    customer_id: str | None = Field(
        default=None,
        description="Accounts that are read, digits only, separated by commas; left out: all that "
        "the credentials may read.",
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

    def headers(self) -> dict[str, str]:
        """Return what every request carries beside its authorization."""
        headers = {"developer-token": self.developer_token.get_secret_value()}
        if self.login_customer_id is not None:
            headers["login-customer-id"] = self.login_customer_id.replace("-", "")
        return headers

    def customers(self) -> list[str]:
        """Return the accounts named in the settings, without dashes."""
        named = (self.customer_id or "").replace("-", "").split(",")
        return [customer.strip() for customer in named if customer.strip()]
