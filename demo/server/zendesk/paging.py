"""Zendesk's three ways to page: cursor exports, time-based exports, cursor lists."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from demo.server.faults import FaultSwitch
from demo.server.paging import window
from demo.server.zendesk.store import Export

Row = dict[str, Any]
EXPORT_PAGE = 1000
LIST_PAGE = 100


class RefusedError(ValueError):
    """A parameter that Zendesk refuses; the text is what it says."""


@dataclass(frozen=True)
class Ask:
    """What every kind of page needs: name of the rows, address of the export, faults."""

    name: str
    url: str
    path: str
    faults: FaultSwitch


def whole(value: str | None, name: str) -> int:
    """The parameter `name` as a whole number.

    Raises:
        RefusedError: it is missing or not a number.
    """
    if value is None or not value.lstrip("-").isdigit():
        raise RefusedError(f"{name}: parameter is required and must be an integer")
    return int(value)


def cursor_page(ask: Ask, export: Export, start: int, size: int) -> Row:
    """A page of a cursor export from index `start`."""
    page = window(len(export.rows), start, size, ask.faults, ask.path)
    reached = len(export.rows) if page.next_start is None else page.next_start
    cursor = encode(export.keys[reached - 1]) if reached else None
    return {
        ask.name: [export.rows[index] for index in page.rows],
        "after_cursor": cursor,
        "after_url": f"{ask.url}?cursor={cursor}" if cursor else None,
        "before_cursor": None,
        "before_url": None,
        "end_of_stream": page.next_start is None,
    }


def time_page(ask: Ask, export: Export, start_time: int, extra: str = "") -> Row:
    """A page of a time-based export from the second `start_time` on.

    A page always ends with its last second complete, and the next one starts with that very
    second, so its rows come twice: a reader that does not drop them counts them twice.
    """
    start = export.first_since(start_time)
    end = min(start + EXPORT_PAGE, len(export.rows))
    if start < end < len(export.rows):
        end = export.first_since(export.keys[end - 1][0] + 1)
    page = window(len(export.rows), start, end - start, ask.faults, ask.path)
    repeats = page.next_start == start
    end_time = start_time if repeats or end == start else export.keys[end - 1][0]
    return {
        ask.name: [export.rows[index] for index in page.rows],
        "count": len(page.rows),
        "end_time": end_time,
        "end_of_stream": page.next_start is None,
        "next_page": f"{ask.url}?start_time={end_time}{extra}",
    }


def list_page(ask: Ask, rows: list[Row], after: str | None, size: int) -> Row:
    """A page of a list with cursor paging (`page[size]`, `page[after]`)."""
    start = decode(after)[0] if after else 0
    page = window(len(rows), start, size, ask.faults, ask.path)
    token = encode((page.next_start, 0)) if page.next_start is not None else None
    link = f"{ask.url}?page[size]={size}&page[after]={token}" if token else None
    return {
        ask.name: [rows[index] for index in page.rows],
        "meta": {"has_more": token is not None, "after_cursor": token, "before_cursor": None},
        "links": {"next": link, "prev": None},
    }


def encode(key: tuple[int, int]) -> str:
    """An opaque cursor for a position."""
    return base64.urlsafe_b64encode(f"{key[0]}:{key[1]}".encode()).decode()


def decode(cursor: str) -> tuple[int, int]:
    """The position of a cursor.

    Raises:
        RefusedError: it is none of ours.
    """
    try:
        first, second = base64.urlsafe_b64decode(cursor.encode()).decode().split(":")
        return int(first), int(second)
    except ValueError as error:
        raise RefusedError("cursor: invalid value") from error


def without(row: Row, name: str) -> Row:
    """`row` but for one field."""
    return {key: value for key, value in row.items() if key != name}


def without_comments(audit: Row) -> Row:
    """An audit as it comes without the side-load: that there was a comment, not what it said."""
    children = [
        {key: value for key, value in child.items() if key not in ("body", "public", "author_id")}
        for child in audit["child_events"]
    ]
    return {**audit, "child_events": children}


def listed(request: Request, ask: Ask, rows: list[Row]) -> Row:
    """The page of a list with cursor paging that a request asks for."""
    query = request.query_params
    size = min(int(query.get("page[size]", LIST_PAGE)), LIST_PAGE)
    return list_page(ask, rows, query.get("page[after]"), size)
