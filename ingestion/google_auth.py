"""Access tokens of Google's APIs: given, or had for a refresh token."""

from __future__ import annotations

from typing import Self

from dlt.sources.helpers.requests import Client
from pydantic import SecretStr, model_validator

from ingestion.http import AuthenticationError
from ingestion.registry import SourceConfig

_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 an address


class GoogleConfig(SourceConfig):
    """Credentials that both Google sources take.

    Attributes:
        access_token: a bearer token; Google's live for an hour.
        refresh_token: with `client_id` and `client_secret`, exchanged for an access token at the
            start of each load.
        token_url: where it is exchanged.
    """

    access_token: SecretStr | None = None
    client_id: str | None = None
    client_secret: SecretStr | None = None
    refresh_token: SecretStr | None = None
    token_url: str = _TOKEN_URL

    @model_validator(mode="after")
    def _some_way_in(self) -> Self:
        refreshing = self.client_id and self.client_secret and self.refresh_token
        if not (self.access_token or refreshing):
            raise ValueError(
                "give `access_token`, or `refresh_token` with `client_id` and `client_secret`"
            )
        return self

    def authorization(self) -> str:
        """The value of the Authorization header.

        Raises:
            AuthenticationError: Google does not take the refresh token.
        """
        if self.access_token is not None:
            return f"Bearer {self.access_token.get_secret_value()}"
        return f"Bearer {self._refreshed()}"

    def _refreshed(self) -> str:
        secrets = {"client_secret": self.client_secret, "refresh_token": self.refresh_token}
        shown = {name: value.get_secret_value() for name, value in secrets.items() if value}
        form = {"grant_type": "refresh_token", "client_id": self.client_id, **shown}
        answer = Client(raise_for_status=False).post(self.token_url, data=form)
        if not answer.ok:
            # Only the code: the body may repeat what was sent.
            code = answer.status_code
            raise AuthenticationError(f"Google's token endpoint refuses the refresh token ({code})")
        token: str = answer.json()["access_token"]
        return token
