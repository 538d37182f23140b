"""Access tokens of Google's APIs: given, or had for a refresh token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field, SecretStr

from ingestion.access_tokens import Authorization, Fixed, Renewed, token_answer
from ingestion.source_config import Address, VendorConfig, listed

_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 an address


class GoogleConfig(VendorConfig):
    """Credentials that every Google source takes.

    Attributes:
        addressed_by: the settings of which the addresses are made that are asked.
    """

    addressed_by: ClassVar[tuple[str, ...]] = ("base_url",)
    ways_in = (("client_id", "client_secret", "refresh_token"), ("access_token",))

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
    token_url: Address = Field(
        default=_TOKEN_URL, description="Where refresh tokens are exchanged."
    )

    def authorization(self) -> Authorization:
        """Return what gives the Authorization header during a load.

        Its use raises AuthenticationError where Google does not take the refresh token.
        """
        if self.client_id and self.client_secret and self.refresh_token:
            return Renewed(self._token)
        secret = self.access_token.get_secret_value() if self.access_token else ""
        return Fixed(f"Bearer {secret}")

    def not_found_help(self) -> str:
        """Return what to do about a 404: an account that lacks something is refused with 403."""
        return f"Nothing is there: is {listed(map(self.known_as, self.addressed_by))} right?"

    def _token(self) -> Mapping[str, Any]:
        secrets = {"client_secret": self.client_secret, "refresh_token": self.refresh_token}
        shown = {name: value.get_secret_value() for name, value in secrets.items() if value}
        form = {"grant_type": "refresh_token", "client_id": self.client_id, **shown}
        client, secret, token = map(self.variable, ("client_id", "client_secret", "refresh_token"))
        of_client = f"the OAuth client: are {client} and {secret} those of one client that exists?"
        of_token = f"the refresh token: make {token} again, for this client and this scope"
        refusals = {
            "": of_token,
            "invalid_grant": of_token,
            **dict.fromkeys(("invalid_client", "deleted_client", "unauthorized_client"), of_client),
        }
        return token_answer("Google's token endpoint", refusals, self.token_url, form, "form")
