"""Cutting a result into pages, and the ways in which a vendor's paging goes wrong."""

from __future__ import annotations

from dataclasses import dataclass

from demo.server.faults import FaultSwitch


@dataclass(frozen=True)
class Window:
    """The rows of one page: indexes into the whole result, and where the next page begins."""

    rows: list[int]
    next_start: int | None


def window(total: int, start: int, limit: int, faults: FaultSwitch, path: str) -> Window:
    """The page of `limit` rows from `start` of a result of `total` rows.

    `next_start` is None on the last page. Faults of the kinds `repeated_token`, `duplicates`
    and `shifted_pages` set for the path are acted out here, on pages where they can be.
    """
    stop = min(start + limit, total)
    rows = list(range(start, stop))
    following = stop if stop < total else None
    if start > 0 and (fault := faults.take("shifted_pages", path)):
        # Rows were inserted (or removed) before this page while the reader was paging.
        first = max(0, start - fault.shift)
        rows = list(range(min(first, total), min(first + limit, total)))
    if rows and faults.take("duplicates", path):
        rows = [*rows, rows[0]]
    if following is not None and start > 0 and faults.take("repeated_token", path):
        following = start
    return Window(rows, following)
