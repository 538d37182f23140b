"""Asking Google Ads: queries, and their answers as flat rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ingestion.answers import member
from ingestion.errors import AuthenticationError, MissingFieldError, ResponseError
from ingestion.http import RestClient, token_help
from ingestion.sources.google_ads.settings import GoogleAdsConfig

Row = dict[str, Any]
#: The API's code, which says more, before its words.
_DEVELOPER_TOKEN = (re.compile(r"DEVELOPER_TOKEN_\w+"), re.compile("developer.token", re.I))


class AdsApi:
    """Google Ads of one set of credentials.

    Args:
        config: credentials, version, and the manager account through which all access goes.
    """

    def __init__(self, config: GoogleAdsConfig) -> None:
        self._config = config
        # All requests share what they know of the access token.
        self._authorization = config.authorization()
        self._clients: dict[str | None, RestClient] = {}

    def accessible(self) -> list[str]:
        """The ids of the accounts that the credentials may read without a manager account."""
        path = f"{self._config.api_version}/customers:listAccessibleCustomers"
        with self._naming_its_token():
            answer = self._client(None).get(path)
        names: list[str] = member(answer, "resourceNames", list, "listAccessibleCustomers")
        return [name.removeprefix("customers/") for name in names]

    @contextmanager
    def _naming_its_token(self) -> Iterator[None]:
        """Say of a refusal of the developer token that it is none of the other credentials."""
        try:
            yield
        except (AuthenticationError, ResponseError) as error:
            said = next(filter(None, (one.search(error.body) for one in _DEVELOPER_TOKEN)), None)
            if said is None:
                raise
            # What the other refusals say to do would mislead.
            raise AuthenticationError(
                f"Google Ads refuses the developer token ({said.group()}): is "
                f"{self._config.variable('developer_token')} the one in the manager account's API "
                "Center, and of an access level that may read these accounts?"
            ) from None

    def _client(self, manager: str | None) -> RestClient:
        if manager not in self._clients:
            through = {} if manager is None else {"login-customer-id": manager}
            self._clients[manager] = RestClient(
                self._config.base_url,
                {**self._config.headers(), **through},
                authorization=self._authorization,
                max_megabytes=self._config.max_answer_mb,
                token_help=token_help("google_ads", self._config.way_in()),
                not_found_help=self._config.not_found_help(),
            )
        return self._clients[manager]

    def search(
        self,
        customer: str,
        manager: str | None,
        fields: Mapping[str, str],
        where: str = "",
        resource: str = "campaign",
    ) -> Iterator[list[Row]]:
        """Batches of rows of a query over an account; `fields` maps column to field.

        Metrics that are zero and fields without value may be missing from an answer: they are null
        here, metrics 0.

        Args:
            customer: the account.
            manager: the manager account through which it is reached, if any.
            fields: column -> field of the query language.
            where: condition, with its `WHERE`.
            resource: what the rows are.

        Raises:
            MissingFieldError: an answer leaves a field out altogether.
        """
        query = f"SELECT {', '.join(fields.values())} FROM {resource}{where}"  # noqa: S608 read-only
        path = f"{self._config.api_version}/customers/{customer}/googleAds:searchStream"
        with self._naming_its_token():
            batches = self._client(manager).post(path, {"query": query})
        if not isinstance(batches, list):
            raise ResponseError(f"{path}: the answer is no list of batches")
        for batch in batches:
            _hold_mask(path, batch, fields)
            found = member(batch, "results", list, path) if "results" in batch else []
            yield [{column: _value(row, name) for column, name in fields.items()} for row in found]


def tagged_campaign(campaign: Row) -> str | None:
    """The `utm_campaign` that clicks carry; null where a template leaves it to be filled in."""
    suffix = campaign["final_url_suffix"] or ""
    template = urlsplit(campaign["tracking_url_template"] or "").query
    for query in (suffix, template):
        values: list[str] = parse_qs(query).get("utm_campaign", [])
        stated = [value for value in values if "{" not in value]
        if stated:
            return stated[0]
    return None


def _hold_mask(path: str, batch: Row, fields: Mapping[str, str]) -> None:
    """Hold a batch to the fields asked for, which it names even where no row has a value."""
    given = set(member(batch, "fieldMask", str, path).split(","))
    gone = {name for name in fields.values() if _camel(name) not in given}
    if gone:
        raise MissingFieldError(f"{path}: asked for {', '.join(sorted(gone))}, not given")


def _value(row: Row, name: str) -> Any:
    resource, field = name.split(".")
    default = 0 if resource == "metrics" else None
    return row.get(_camel(resource), {}).get(_camel(field), default)


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)
