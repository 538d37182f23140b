"""Waiting for GA4's hourly quota: the API says that its tokens return in under an hour."""

from __future__ import annotations

import logging
from time import sleep
from typing import Any

from dlt.sources.helpers.requests import Response

from ingestion.errors import ResponseError
from ingestion.http import RestClient, token_help
from ingestion.sources.google_analytics.settings import GoogleAnalyticsConfig

log = logging.getLogger(__name__)

#: Tokens return together at the hour, which the answer does not name.
_BETWEEN_TRIES = 300.0
_USED_UP = "the property's quota is used up"


class QuotaClient:
    """The Data API. A request that the hourly quota refuses is made again when tokens are back."""

    def __init__(self, config: GoogleAnalyticsConfig) -> None:
        self._client = RestClient(
            config.base_url,
            authorization=config.authorization(),
            fatal=_quota_used_up,
            max_megabytes=config.max_answer_mb,
            token_help=token_help("google_analytics", config.way_in()),
            not_found_help=config.not_found_help(),
        )
        self._patience = config.quota_wait_minutes * 60.0

    def post(self, path: str, body: Any) -> Any:
        """POST `body` and return the answer.

        Raises:
            ResponseError: the hourly quota was not back within the setting, or it is that of a day.
        """
        waited = 0.0
        while True:
            try:
                return self._client.post(path, body)
            except ResponseError as error:
                if not _is_hourly(error) or waited >= self._patience:
                    raise
                pause = min(_BETWEEN_TRIES, self._patience - waited)
                log.warning("%s; waiting %d s of at most %d s", error, pause, self._patience)
                sleep(pause)
                waited += pause


def _quota_used_up(response: Response) -> str | None:
    """Say of a quota of an hour or a day that trying again in a minute is useless."""
    if response.status_code == 429 and "RESOURCE_EXHAUSTED" in response.text:
        period = "hour" if "hour" in response.text else "day" if "day" in response.text else ""
        if period:
            return f"{_USED_UP} for this {period}: {response.text[:300]}"
    return None


def _is_hourly(error: ResponseError) -> bool:
    return error.status == 429 and f"{_USED_UP} for this hour" in str(error)
