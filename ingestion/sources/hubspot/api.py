"""HubSpot's paging, search, batch reads and associations, as iterators over pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from dlt.sources.helpers.requests import Response

from ingestion.errors import PagingError, ResponseError
from ingestion.http import PageTokens, RestClient
from ingestion.sources.hubspot.object_types import ObjectType
from ingestion.sources.hubspot.settings import HubSpotConfig

T = TypeVar("T")
Page = list[dict[str, Any]]

_LIST_LIMIT = 100
_HISTORY_LIMIT = 50
_SEARCH_LIMIT = 200
_ASSOCIATION_LIMIT = 1000
# The vendor refuses longer query strings; what does not fit is asked for by batch read.
_QUERY_LENGTH = 6000


class HubSpotApi:
    """One portal."""

    def __init__(self, config: HubSpotConfig) -> None:
        headers = {"Authorization": f"Bearer {config.token.get_secret_value()}"}
        self._client = RestClient(
            config.base_url, headers, requests_per_second=config.pace, fatal=_quota_used_up
        )
        self._search = RestClient(
            config.base_url, headers, requests_per_second=config.search_pace, fatal=_quota_used_up
        )

    def pages(self, path: str, params: Mapping[str, Any] | None = None) -> Iterator[Page]:
        """Every page of a listing, by `paging.next.after`.

        Raises:
            PagingError: the vendor gives a page token twice.
        """
        tokens = PageTokens(path)
        asked = dict(params or {})
        while True:
            body = self._client.get(path, asked)
            yield body["results"]
            after = ((body.get("paging") or {}).get("next") or {}).get("after")
            if after is None:
                return
            asked["after"] = tokens.accept(str(after))

    def records(self, kind: ObjectType, *, archived: bool = False) -> Iterator[Page]:
        """All records of a type with properties and, unless archived, history."""
        history = () if archived else kind.history
        params: dict[str, Any] = {"limit": _HISTORY_LIMIT if history else _LIST_LIMIT}
        if archived:
            params["archived"] = "true"
        properties, versions = ",".join(kind.property_names), ",".join(history)
        path = f"/crm/v3/objects/{kind.name}"
        if len(properties) + len(versions) > _QUERY_LENGTH:
            for page in self.pages(path, params):
                ids = [row["id"] for row in page]
                yield from self.read(kind, ids, archived=archived, with_history=not archived)
            return
        params["properties"] = properties
        if versions:
            params["propertiesWithHistory"] = versions
        yield from self.pages(path, params)

    def read(
        self,
        kind: ObjectType,
        ids: Sequence[str],
        *,
        archived: bool = False,
        with_history: bool = True,
    ) -> Iterator[Page]:
        """The records with these ids, with history; ids that are gone are left out."""
        history = kind.history if with_history else ()
        for part in parts(ids, _HISTORY_LIMIT if history else _LIST_LIMIT):
            body = {
                "inputs": [{"id": identifier} for identifier in part],
                "properties": kind.property_names,
                "propertiesWithHistory": list(history),
            }
            params = {"archived": "true" if archived else "false"}
            path = f"/crm/v3/objects/{kind.name}/batch/read"
            answer = self._client.post(path, body, params)
            for error in answer.get("errors", ()):
                if error.get("category") != "OBJECT_NOT_FOUND":
                    raise ResponseError(f"POST {path}: {error.get('message', error)}", 207)
            yield answer["results"]

    def newest(self, kind: ObjectType) -> tuple[int, datetime | None]:
        """How many records the index has, and when the last one was touched: the next cursor.

        Asked before reading, so that what changes meanwhile lies behind the cursor.
        """
        body = self._found(kind, [], [kind.modified], f"-{kind.modified}", 1)
        rows = body["results"]
        if not rows:
            return body["total"], None
        return body["total"], _instant(rows[0]["properties"][kind.modified])

    def changed(
        self, kind: ObjectType, since: datetime, known: Mapping[str, str]
    ) -> Iterator[Page]:
        """Records touched at or after `since`, with properties and history.

        Those last touched (`updatedAt`) when `known` says, by id, are left out.

        Search shows 10,000 hits a query. Each page is a query of its own, for the ids above the
        last one seen: no window is ever left, and records touched meanwhile cannot shift pages.

        Raises:
            PagingError: fewer records came than the vendor counted.
        """
        stamp = str(int(since.timestamp() * 1000))
        touched = {"propertyName": kind.modified, "operator": "GTE", "value": stamp}
        asked = [kind.modified] if kind.history else kind.property_names
        filters, expected, seen = [touched], None, 0
        while True:
            body = self._found(kind, filters, asked, "hs_object_id", _SEARCH_LIMIT)
            expected = body["total"] if expected is None else expected
            rows = list({row["id"]: row for row in body["results"]}.values())
            if not rows:
                break
            seen += len(rows)
            news = [row for row in rows if known.get(row["id"]) != row["updatedAt"]]
            if kind.history:
                yield from self.read(kind, [row["id"] for row in news])
            elif news:
                yield news
            last = str(max(int(row["id"]) for row in rows))
            above = {"propertyName": "hs_object_id", "operator": "GT", "value": last}
            filters = [touched, above]
        if seen < expected:
            raise PagingError(f"{kind.name}: search counted {expected} records, gave {seen}")

    def associations(
        self, kind: ObjectType, to: str, ids: Sequence[str]
    ) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
        """(from id, to id, association types) of the records with these ids."""
        path = f"/crm/v4/associations/{kind.name}/{to}/batch/read"
        inputs = [{"id": identifier} for identifier in ids]
        tokens = PageTokens(path)
        while inputs:
            more = []
            for part in parts(inputs, _ASSOCIATION_LIMIT):
                for result in self._client.post(path, {"inputs": list(part)})["results"]:
                    origin = str(result["from"]["id"])
                    for target in result["to"]:
                        yield origin, str(target["toObjectId"]), target["associationTypes"]
                    after = ((result.get("paging") or {}).get("next") or {}).get("after")
                    if after is not None:
                        tokens.accept(f"{origin} {after}")
                        more.append({"id": origin, "after": str(after)})
            inputs = more

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """One answer as it is."""
        return self._client.get(path, params)

    def _found(
        self,
        kind: ObjectType,
        filters: Sequence[Mapping[str, str]],
        properties: Sequence[str],
        sort: str,
        limit: int,
    ) -> Any:
        body = {
            "filterGroups": [{"filters": list(filters)}] if filters else [],
            "sorts": [sort],
            "properties": list(properties),
            "limit": limit,
            "after": "0",
        }
        return self._search.post(f"/crm/v3/objects/{kind.name}/search", body)


def parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into parts of at most `size` items."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _instant(value: str) -> datetime:
    if value.isdigit():
        return datetime.fromtimestamp(int(value) / 1000, tz=UTC)
    return datetime.fromisoformat(value)


def _quota_used_up(response: Response) -> str | None:
    if response.status_code == 429 and "DAILY" in response.text:
        return "the portal's daily API allowance is used up; run again tomorrow"
    return None
