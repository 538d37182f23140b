"""Zendesk: its settings."""

from __future__ import annotations

import base64
from datetime import date

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingestion.source_config import RecordsConfig


class ZendeskConfig(RecordsConfig):
    """One Zendesk account."""

    model_config = SettingsConfigDict(env_prefix="ACCORD_ZENDESK_")
    title = "Zendesk"

    base_url: str = Field(description="The helpdesk's address, https://<subdomain>.zendesk.com.")
    email: str | None = Field(
        default=None, description="E-mail of the agent whom the token belongs to."
    )
    api_token: SecretStr = Field(
        description="API token of that agent; without an e-mail, an OAuth access token."
    )
    start_on: date = Field(
        default=date(2010, 1, 1),
        description="Objects that last changed before this day are not read.",
    )
    rating_lookback_days: int = Field(
        default=30, ge=0, description="Days of which satisfaction ratings are read again."
    )
    event_lookback_hours: int = Field(
        default=24,
        ge=0,
        description="How far behind its end a time-based export is taken up again.",
    )
    requests_per_minute: float | None = Field(
        default=None,
        gt=0,
        description="Our ceiling; exports allow 10 (30 with the high-volume add-on). Left out: "
        "none, the vendor's answer 429 is waited for.",
    )

    def authorization(self) -> str:
        """Return the value of the Authorization header."""
        secret = self.api_token.get_secret_value()
        if self.email is None:
            return f"Bearer {secret}"
        pair = f"{self.email}/token:{secret}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"
