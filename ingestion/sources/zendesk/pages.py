"""Reading Zendesk page by page: cursor exports, time-based exports, cursor lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingestion.errors import PagingError
from ingestion.http import PageTokens, RestClient

Row = dict[str, Any]
_LIST_PAGE = 100


def cursor_export(
    client: RestClient, name: str, start_time: int, cursor: str | None, **params: Any
) -> Iterator[tuple[Row, str | None]]:
    """Pages of a cursor export, each with the cursor that takes up after it.

    Starts at `cursor` when there is one, else at the second `start_time`.
    """
    tokens = PageTokens(name)
    while True:
        # The contract wants start_time on every page; with a cursor the vendor ignores it.
        asked = {"start_time": start_time, **params}
        page = client.get(f"api/v2/incremental/{name}/cursor", _with(asked, cursor=cursor))
        cursor = page["after_cursor"] or cursor
        yield page, cursor
        if page["end_of_stream"]:
            return
        if cursor is None:
            raise PagingError(f"{name}: the export goes on but gives no cursor")
        tokens.accept(cursor)


def time_export(
    client: RestClient, name: str, start_time: int, **params: Any
) -> Iterator[tuple[list[Row], int]]:
    """Pages of a time-based export without repeated rows, each with the second it reaches.

    A page starts with the second at which the one before it ended, so that second's rows come
    again: they are dropped by id.
    """
    tokens, seen = PageTokens(name), set[int]()
    while True:
        page = client.get(f"api/v2/incremental/{name}", {"start_time": start_time, **params})
        rows: list[Row] = page[name]
        end_time = int(page["end_time"] or start_time)
        yield [row for row in rows if row["id"] not in seen], end_time
        # The metric events export has no end_of_stream; there a page without progress is the end.
        if page.get("end_of_stream", end_time <= start_time):
            return
        tokens.accept(str(end_time))
        seen = {row["id"] for row in rows}
        start_time = end_time


def cursor_list(client: RestClient, name: str, **params: Any) -> Iterator[list[Row]]:
    """Pages of a list with cursor paging."""
    tokens, after = PageTokens(name), None
    while True:
        asked = {"page[size]": _LIST_PAGE, **params}
        page = client.get(f"api/v2/{name}", _with(asked, **{"page[after]": after}))
        yield page[name]
        if not page["meta"]["has_more"]:
            return
        after = tokens.accept(page["meta"]["after_cursor"])


def _with(params: Row, **optional: Any) -> Row:
    return {**params, **{name: value for name, value in optional.items() if value is not None}}
