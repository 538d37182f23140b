"""Access tokens of Google's APIs: given, or had for a refresh token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field, SecretStr, model_validator

from ingestion.access_tokens import Authorization, Fixed, Renewed, token_answer
from ingestion.source_config import VendorConfig

_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 an address


class GoogleConfig(VendorConfig):
    """Credentials that every Google source takes."""

    access_token: SecretStr | None = Field(
        default=None, description="OAuth access token; Google's live for an hour."
    )
    client_id: str | None = Field(
        default=None, description="OAuth client, to refresh access tokens with."
    )
    client_secret: SecretStr | None = Field(default=None, description="Of the OAuth client.")
    refresh_token: SecretStr | None = Field(
        default=None,
        description="OAuth refresh token; with the client, instead of an access token. It is "
        "exchanged for an access token at the start of each load, and again before that ends.",
    )
    token_url: str = Field(default=_TOKEN_URL, description="Where refresh tokens are exchanged.")

    @model_validator(mode="after")
    def _some_way_in(self) -> Self:
        refreshing = self.client_id and self.client_secret and self.refresh_token
        if not (self.access_token or refreshing):
            raise ValueError(
                "give `access_token`, or `refresh_token` with `client_id` and `client_secret`"
            )
        return self

    def authorization(self) -> Authorization:
        """Return what gives the Authorization header during a load.

        Its use raises AuthenticationError where Google does not take the refresh token.
        """
        if self.access_token is not None:
            return Fixed(f"Bearer {self.access_token.get_secret_value()}")
        return Renewed(self._token)

    def _token(self) -> Mapping[str, Any]:
        secrets = {"client_secret": self.client_secret, "refresh_token": self.refresh_token}
        shown = {name: value.get_secret_value() for name, value in secrets.items() if value}
        form = {"grant_type": "refresh_token", "client_id": self.client_id, **shown}
        return token_answer(
            "Google's token endpoint", "refresh token", self.token_url, form, "form"
        )
