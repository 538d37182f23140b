"""Zendesk: its settings."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingestion.access_tokens import Authorization, Fixed, Renewed, token_answer
from ingestion.source_config import Address, RecordsConfig, listed

#: After this day Zendesk takes no API token any more.
API_TOKENS_END_ON = date(2027, 4, 30)


class ZendeskConfig(RecordsConfig):
    """One Zendesk account."""

    model_config = SettingsConfigDict(env_prefix="ACCORD_ZENDESK_")
    title = "Zendesk"
    ways_in = (("client_id", "client_secret"), ("api_token",))

    base_url: Address = Field(
        description="The helpdesk's address, https://<subdomain>.zendesk.com."
    )
    client_id: str | None = Field(
        default=None, description="Identifier of a confidential OAuth client of the account."
    )
    client_secret: SecretStr | None = Field(
        default=None,
        description="Of the OAuth client. Access tokens are had with it, and again as they end.",
    )
    oauth_scope: str = Field(
        default="read", description="Scopes that the access tokens are asked for."
    )
    email: str | None = Field(
        default=None, description="E-mail of the agent whom the API token belongs to."
    )
    api_token: SecretStr | None = Field(
        default=None,
        description="Instead of the OAuth client: an API token of that agent, which Zendesk takes "
        "until 2027-04-30; without an e-mail, an OAuth access token that does not end.",
    )
    start_on: date = Field(
        default=date(2010, 1, 1),
        description="Objects that last changed before this day are not read.",
    )
    support_type_scope: Literal["agent", "ai_agent", "all"] = Field(
        default="agent",
        description="Tickets that are read: those of agents (what the vendor gives unasked), those "
        "that AI agents handle alone, or all. Changed on a company that has loads, it holds from "
        "the next whole reading on.",
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

    skip_seconds: str | None = Field(
        default=None,
        description="Seconds since 1970, separated by commas, of which ticket events may be "
        "incomplete: loads go on behind them. A load that cannot read one whole names it.",
    )

    @property
    def skipped(self) -> frozenset[int]:
        """The seconds that may be incomplete."""
        named = (self.skip_seconds or "").split(",")
        return frozenset(int(second) for second in named if second.strip())

    def authorization(self) -> Authorization:
        """Return what gives the Authorization header during a load."""
        if self.client_id and self.client_secret:
            return Renewed(self._token)
        secret = self.api_token.get_secret_value() if self.api_token else ""
        if self.email is None:
            return Fixed(f"Bearer {secret}")
        pair = f"{self.email}/token:{secret}"
        return Fixed(f"Basic {base64.b64encode(pair.encode()).decode()}")

    @property
    def scope(self) -> dict[str, str]:
        """What is asked for beside the vendor's own choice of tickets."""
        if self.support_type_scope == "agent":
            return {}
        return {"support_type_scope": self.support_type_scope}

    @property
    def uses_api_token(self) -> bool:
        """Whether the account is read with an API token, which Zendesk ends."""
        return self.email is not None and not (self.client_id and self.client_secret)

    def warnings(self, as_of: date) -> tuple[str, ...]:
        """Say when an API token ends, where one is used."""
        if not self.uses_api_token:
            return ()
        days = (API_TOKENS_END_ON - as_of).days
        return (
            f"Zendesk takes API tokens until {API_TOKENS_END_ON} ({days} days), and none that lay "
            f"unused for 30 days: use an OAuth client, {self.variable('client_id')} and "
            f"{self.variable('client_secret')}",
        )

    def _token(self) -> Mapping[str, Any]:
        secret = self.client_secret.get_secret_value() if self.client_secret else ""
        asked = {
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": secret,
            "scope": self.oauth_scope,
        }
        address = f"{self.base_url.rstrip('/')}/oauth/tokens"
        client = listed(self.variable(name) for name in ("client_id", "client_secret"))
        refusals = {
            "": f"the OAuth client: are {client} of one confidential client of this account?",
            "invalid_scope": f"the scope in {self.variable('oauth_scope')}",
        }
        return token_answer("Zendesk's token endpoint", refusals, address, asked, "json")
