"""Asking Google Ads: queries, and their answers as flat rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ingestion.answers import member
from ingestion.errors import MissingFieldError, ResponseError
from ingestion.http import RestClient
from ingestion.sources.google_ads.tables import API_VERSION

Row = dict[str, Any]


def accessible_customers(client: RestClient) -> list[str]:
    """The ids of the accounts that the credentials may read."""
    answer = client.get(f"{API_VERSION}/customers:listAccessibleCustomers")
    names: list[str] = member(answer, "resourceNames", list, "listAccessibleCustomers")
    return [name.removeprefix("customers/") for name in names]


def search(
    client: RestClient, customer: str, fields: Mapping[str, str], where: str = ""
) -> Iterator[list[Row]]:
    """Batches of rows of a query over an account's campaigns; `fields` maps column to field.

    Metrics that are zero and fields without value may be missing from an answer: they are null
    here, metrics 0.

    Raises:
        MissingFieldError: an answer leaves a field out altogether.
    """
    query = f"SELECT {', '.join(fields.values())} FROM campaign{where}"  # noqa: S608 read-only
    path = f"{API_VERSION}/customers/{customer}/googleAds:searchStream"
    batches = client.post(path, {"query": query})
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
    return row.get(resource, {}).get(_camel(field), default)


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)
