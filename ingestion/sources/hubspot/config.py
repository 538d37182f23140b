"""Settings of the HubSpot source: where, with which token, how fast, how far back."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from ingestion.registry import SourceConfig

_VENDOR_HOST = "api.hubapi.com"


class HubSpotConfig(SourceConfig):
    """One HubSpot portal.

    Attributes:
        token: access token of a private app, with the scopes of the README.
        base_url: the vendor's, or a server that answers as the vendor does.
        requests_per_second, searches_per_second: our own ceilings; by default the vendor's limits
            at the vendor, none elsewhere (429 is honoured everywhere).
        lookback_minutes: how far behind the last cursor changed records are read again, as the
            search index lags behind writes.
        event_lookback_days: the same for e-mail events and form submissions, which can be
            recorded days after they happened.
    """

    token: SecretStr
    base_url: str = f"https://{_VENDOR_HOST}"
    requests_per_second: float | None = None
    searches_per_second: float | None = None
    lookback_minutes: int = Field(default=60, ge=0)
    event_lookback_days: int = Field(default=30, ge=0)

    @property
    def pace(self) -> float | None:
        """Requests per second for everything but search."""
        return self.requests_per_second or (9.0 if self._at_vendor else None)

    @property
    def search_pace(self) -> float | None:
        """Requests per second for search, which has a limit of its own."""
        return self.searches_per_second or (4.0 if self._at_vendor else None)

    @property
    def _at_vendor(self) -> bool:
        return urlsplit(self.base_url).hostname == _VENDOR_HOST
