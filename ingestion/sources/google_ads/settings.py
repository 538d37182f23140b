"""Google Ads: its settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingestion.google_auth import GoogleConfig
from ingestion.source_config import FROM_PROFILE, Address

if TYPE_CHECKING:
    from company import Profile


_ACCOUNT = re.compile(r"\d{10}")


def _of_accounts(value: str) -> str:
    if not all(map(_ACCOUNT.fullmatch, _named(value))):
        raise ValueError(
            "must be customer IDs of ten digits each, as 123-456-7890 or 1234567890, separated by "
            "commas; Google Ads shows an account's at the top right"
        )
    return value


def _of_account(value: str) -> str:
    if not _ACCOUNT.fullmatch(_bare(value)):
        raise ValueError(
            "must be the manager account's customer ID of ten digits, as 123-456-7890 or "
            "1234567890; Google Ads shows it at the top right"
        )
    return value


class GoogleAdsConfig(GoogleConfig):
    """The ad accounts of one company.

    Attributes:
        time_zone, currency: the company's; an account in another one is said.
    """

    model_config = SettingsConfigDict(env_prefix="ACCORD_GOOGLE_ADS_")
    title = "Google Ads"
    addressed_by = ("api_version", "base_url")

    base_url: Address = Field(
        default="https://googleads.googleapis.com", description="Address of the Google Ads API."
    )
    api_version: str = Field(
        default="v25",
        pattern=r"^v\d+$",
        description="Version of the API; when each ends is in the source's README.",
    )
    developer_token: SecretStr = Field(description="Developer token of the manager account.")
    customer_id: Annotated[str, AfterValidator(_of_accounts)] | None = Field(
        default=None,
        description="Accounts that are read, digits only, separated by commas; left out: all that "
        "the credentials may read. Of a manager account, all accounts below it are.",
    )
    login_customer_id: Annotated[str, AfterValidator(_of_account)] | None = Field(
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
    currency: Annotated[str, FROM_PROFILE] = "EUR"

    @classmethod
    def build(cls, profile: Profile, settings: Mapping[str, Any]) -> Self:
        """Return the settings with the profile's time zone and currency."""
        own = {"time_zone": profile.time_zone, "currency": profile.reporting_currency}
        return cls.model_validate({**own, **settings})

    def headers(self) -> dict[str, str]:
        """Return what every request carries beside its authorization."""
        return {"developer-token": self.developer_token.get_secret_value()}

    @property
    def manager(self) -> str | None:
        """The manager account through which all access goes, without dashes."""
        named = self.login_customer_id
        return None if named is None else _bare(named)

    def customers(self) -> list[str]:
        """Return the accounts named in the settings, without dashes."""
        return _named(self.customer_id or "")


def _named(said: str) -> list[str]:
    return [_bare(one) for one in said.split(",") if one.strip()]


def _bare(account: str) -> str:
    return account.replace("-", "").strip()
