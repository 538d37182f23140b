"""Access tokens of Google's APIs: given, or had for a refresh token."""

from __future__ import annotations

from typing import Self

from pydantic import Field, SecretStr, model_validator

from ingestion.redaction import keep_secret
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
        "exchanged for an access token at the start of each load.",
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

    def authorization(self) -> str:
        """Return the value of the Authorization header.

        Raises:
            AuthenticationError: Google does not take the refresh token.
        """
        if self.access_token is not None:
            return f"Bearer {self.access_token.get_secret_value()}"
        return f"Bearer {self._refreshed()}"

    def _refreshed(self) -> str:
        # Imported here: settings are read by commands that need no dlt.
        from dlt.sources.helpers.requests import Client

        from ingestion.errors import AuthenticationError

        secrets = {"client_secret": self.client_secret, "refresh_token": self.refresh_token}
        shown = {name: value.get_secret_value() for name, value in secrets.items() if value}
        form = {"grant_type": "refresh_token", "client_id": self.client_id, **shown}
        answer = Client(raise_for_status=False).post(self.token_url, data=form)
        if not answer.ok:
            # Only the code: the body may repeat what was sent.
            code = answer.status_code
            raise AuthenticationError(f"Google's token endpoint refuses the refresh token ({code})")
        token: str = answer.json()["access_token"]
        keep_secret(token)
        return token
