"""HubSpot's paging, batch reads and associations, as iterators over pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from dlt.sources.helpers.requests import Response

from ingestion.answers import Meaning, meaning, member
from ingestion.errors import PagingError, ResponseError
from ingestion.http import RestClient, token_help
from ingestion.paging import Pages
from ingestion.sources.hubspot.object_types import ObjectType
from ingestion.sources.hubspot.settings import HubSpotConfig
from ingestion.sources.hubspot.versions import path_of

T = TypeVar("T")
Page = list[dict[str, Any]]

_BAD_TOKEN = ("INVALID_AUTHENTICATION", "EXPIRED_AUTHENTICATION")
_LIST_LIMIT = 100
_HISTORY_LIMIT = 50
_ASSOCIATION_LIMIT = 1000
# The vendor refuses longer query strings; what does not fit is asked for by batch read.
_QUERY_LENGTH = 6000


class HubSpotApi:
    """One portal."""

    def __init__(self, config: HubSpotConfig) -> None:
        headers = {"Authorization": f"Bearer {config.token.get_secret_value()}"}

        def client(pace: float | None) -> RestClient:
            return RestClient(
                config.base_url,
                headers,
                requests_per_second=pace,
                fatal=_quota_used_up,
                means=_meaning,
                token_help=token_help("hubspot", config.way_in()),
                max_megabytes=config.max_answer_mb,
            )

        self._version = config.api_version
        self._client = client(config.pace)
        self._search = client(config.search_pace)

    def path(self, endpoint: str, **names: str) -> str:
        """The path of an endpoint of `versions.ENDPOINTS` in the version that is set."""
        return path_of(endpoint, self._version, **names)

    def pages(self, path: str, params: Mapping[str, Any] | None = None) -> Iterator[Page]:
        """Every page of a listing, by `paging.next.after`.

        Raises:
            PagingError: the vendor gives a page token or a page twice.
        """
        listing = Pages(path)
        asked = dict(params or {})
        while True:
            body = self._client.get(path, asked)
            rows: Page = member(body, "results", list, path)
            listing.saw(rows)
            yield rows
            after = ((body.get("paging") or {}).get("next") or {}).get("after")
            if after is None:
                return
            asked["after"] = listing.accept(str(after))

    def offset_pages(self, path: str, name: str, params: Mapping[str, Any]) -> Iterator[Page]:
        """Every page of a listing of version 1, by `hasMore` and `offset`; `name` holds its rows.

        Raises:
            PagingError: the vendor gives an offset or a page twice.
        """
        listing = Pages(path)
        asked = dict(params)
        while True:
            body = self._client.get(path, asked)
            rows: Page = member(body, name, list, path)
            listing.saw(rows)
            yield rows
            if not member(body, "hasMore", bool, path):
                return
            asked["offset"] = listing.accept(str(body.get("offset")))

    def records(self, kind: ObjectType, *, archived: bool = False) -> Iterator[Page]:
        """All records of a type with properties and, unless archived, history."""
        history = () if archived else kind.history_names
        params: dict[str, Any] = {"limit": _HISTORY_LIMIT if history else _LIST_LIMIT}
        if archived:
            params["archived"] = "true"
        properties, versions = ",".join(kind.property_names), ",".join(history)
        path = self.path("objects", type=kind.name)
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
        """The records with these ids, with history; ids that the vendor says are gone are left out.

        Raises:
            PagingError: a record neither came nor is gone.
        """
        history = kind.history_names if with_history else ()
        for part in parts(ids, _HISTORY_LIMIT if history else _LIST_LIMIT):
            rows, gone = self.batch(kind, part, history, archived=archived)
            yield rows
            for left in sorted(set(part) - gone - {row["id"] for row in rows}):
                # A merged record answers as its survivor, once for all that are asked for.
                alone, gone = self.batch(kind, [left], history, archived=archived)
                if not alone and left not in gone:
                    raise PagingError(f"{kind.name}: record {left} was asked for and never came")
                yield [row for row in alone if row["id"] == left]

    def batch(
        self, kind: ObjectType, ids: Sequence[str], history: Sequence[str], *, archived: bool
    ) -> tuple[Page, set[str]]:
        """One batch read: the records that are there, and the ids of those that are gone."""
        body = {
            "inputs": [{"id": identifier} for identifier in ids],
            "properties": kind.property_names,
            "propertiesWithHistory": list(history),
        }
        params = {"archived": "true" if archived else "false"}
        path = self.path("objects_read", type=kind.name)
        answer = self._client.post(path, body, params)
        rows: Page = member(answer, "results", list, path)
        gone: set[str] = set()
        for error in answer.get("errors") or ():
            if error.get("category") != "OBJECT_NOT_FOUND":
                raise ResponseError(f"POST {path}: {error.get('message', error)}", 207)
            gone.update(map(str, (error.get("context") or {}).get("ids", ())))
        return rows, gone

    def associations(
        self, kind: ObjectType, to: str, ids: Sequence[str]
    ) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
        """(from id, to id, association types) of the records with these ids."""
        path = self.path("associations_read", type=kind.name, to=to)
        inputs = [{"id": identifier} for identifier in ids]
        tokens = Pages(path)
        while inputs:
            more = []
            for part in parts(inputs, _ASSOCIATION_LIMIT):
                answer = self._client.post(path, {"inputs": list(part)})
                for result in member(answer, "results", list, path):
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

    def find(self, kind: ObjectType, body: Mapping[str, Any]) -> Any:
        """One answer of the search, which has a pace of its own."""
        return self._search.post(self.path("objects_search", type=kind.name), body)


def parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into parts of at most `size` items."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _meaning(status: int, body: Any) -> Meaning:
    """As other vendors, but that a token may be said to be invalid with another status, too."""
    category = body.get("category") if isinstance(body, dict) else None
    return "token" if category in _BAD_TOKEN else meaning(status, body)


def _quota_used_up(response: Response) -> str | None:
    if response.status_code == 429 and "DAILY" in response.text:
        return "the portal's daily API allowance is used up; run again tomorrow"
    return None
