"""Reading Zendesk page by page: cursor exports, time-based exports, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ingestion.answers import member
from ingestion.errors import PagingError
from ingestion.http import RestClient
from ingestion.paging import Pages

Row = dict[str, Any]
#: Reads the rows of one second that a page of a time-based export does not hold.
Beyond = Callable[[int], Iterator[list[Row]]]
_LIST_PAGE, EXPORT_PAGE = 100, 1000


def cursor_export(
    client: RestClient, name: str, start_time: int, cursor: str | None, **params: Any
) -> Iterator[tuple[Row, str | None]]:
    """Pages of a cursor export, each with the cursor that takes up after it.

    Starts at `cursor` when there is one, else at the second `start_time`.
    """
    listing, what = Pages(name), f"export of {name}"
    while True:
        # The contract wants start_time on every page; with a cursor the vendor ignores it.
        asked = {"start_time": start_time, **params}
        page = client.get(f"api/v2/incremental/{name}/cursor", _with(asked, cursor=cursor))
        listing.saw(member(page, name, list, what))
        has_ended = member(page, "end_of_stream", bool, what)
        cursor = page.get("after_cursor") or cursor
        yield page, cursor
        if has_ended:
            return
        if cursor is None:
            raise PagingError(f"{name}: the export goes on but gives no cursor")
        listing.accept(cursor)


def time_export(
    client: RestClient, name: str, start_time: int, beyond: Beyond, **params: Any
) -> Iterator[tuple[list[Row], int]]:
    """Pages of a time-based export without repeated rows, each with the second it reaches.

    A page starts with the second at which the one before it ended, so that second's rows come
    again: they are dropped by id. A second with more rows than a page holds would come again for
    ever: `beyond` reads it whole, and the export goes on with the next one.
    """
    listing, what, seen = Pages(name), f"export of {name}", set[int]()
    while True:
        page = client.get(f"api/v2/incremental/{name}", {"start_time": start_time, **params})
        rows: list[Row] = member(page, name, list, what)
        _hold_count(what, page, rows)
        end_time = int(page.get("end_time") or start_time)
        if end_time < start_time:
            raise PagingError(f"{what}: asked for {start_time} and later, ended at {end_time}")
        yield [row for row in rows if row["id"] not in seen], end_time
        # The metric events export has no end_of_stream; there a page that is not full is the end.
        if page.get("end_of_stream", len(rows) < EXPORT_PAGE):
            return
        seen = {row["id"] for row in rows}
        if end_time == start_time and len(rows) >= EXPORT_PAGE:
            # A page that is longer than usual has its last second whole.
            if len(rows) == EXPORT_PAGE:
                for more in beyond(end_time):
                    yield [row for row in more if row["id"] not in seen], end_time
            end_time += 1
        else:
            listing.saw(rows)
        listing.accept(str(end_time))
        start_time = end_time


def cursor_list(client: RestClient, path: str, name: str, **params: Any) -> Iterator[list[Row]]:
    """Pages of the list `name` at `path`, with cursor paging."""
    listing, what, after = Pages(name), f"list of {name}", None
    while True:
        asked = {"page[size]": _LIST_PAGE, **params}
        page = client.get(f"api/v2/{path}", _with(asked, **{"page[after]": after}))
        rows: list[Row] = member(page, name, list, what)
        listing.saw(rows)
        yield rows
        meta = member(page, "meta", dict, what)
        if not member(meta, "has_more", bool, what):
            return
        after = listing.accept(member(meta, "after_cursor", str, what))


def linked_list(client: RestClient, path: str, name: str) -> Iterator[list[Row]]:
    """Pages of a list whose pages name the next one."""
    listing, what, link, given = Pages(name), f"list of {name}", path, 0
    while True:
        page = client.get(link)
        rows: list[Row] = member(page, name, list, what)
        listing.saw(rows)
        given += len(rows)
        yield rows
        if not page.get("next_page"):
            break
        link = listing.accept(member(page, "next_page", str, what))
    counted = page.get("count")
    if isinstance(counted, int) and given < counted:
        raise PagingError(f"{what}: {counted} counted, {given} given")


def _hold_count(what: str, page: Row, rows: list[Row]) -> None:
    counted = page.get("count")
    if isinstance(counted, int) and counted != len(rows):
        raise PagingError(f"{what}: a page counts {counted} rows and holds {len(rows)}")


def _with(params: Row, **optional: Any) -> Row:
    return {**params, **{name: value for name, value in optional.items() if value is not None}}
