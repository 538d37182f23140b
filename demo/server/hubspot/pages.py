"""HubSpot's envelope of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from starlette.requests import Request

from demo.server.paging import window
from demo.server.state import SandboxState

T = TypeVar("T")


def next_page(request: Request, after: str) -> dict[str, Any]:
    """The `paging` of a page that is not the last."""
    link = str(request.url.include_query_params(after=after))
    return {"next": {"after": after, "link": link}}


def offset_page(
    state: SandboxState,
    request: Request,
    rows: list[T],
    bounds: tuple[int, int],
    render: Callable[[T], dict[str, Any]],
) -> dict[str, Any]:
    """One page of `rows` from `bounds` (start, limit), whose `after` is an offset."""
    start, limit = bounds
    cut = window(len(rows), start, limit, state.faults, request.url.path)
    page: dict[str, Any] = {"results": [render(rows[index]) for index in cut.rows]}
    if cut.next_start is not None:
        page["paging"] = next_page(request, str(cut.next_start))
    return page
