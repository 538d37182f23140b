"""Listings that go on page by page: each must come to an end, and bring something new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingestion.errors import PagingError

#: More pages without a row in sequence than any vendor's filter leaves.
_MOST_EMPTY = 1_000


class Pages:
    """The pages of one listing. Refuses what would never end."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._tokens: set[str] = set()
        self._empty = 0
        self._marked: Sequence[Any] = ()
        self._since_marked, self._until_next = 0, 1

    def accept(self, token: str) -> str:
        """Return the token of the next page, if it is new.

        Raises:
            PagingError: the vendor gave it before.
        """
        if token in self._tokens:
            raise PagingError(f"{self._what}: the vendor repeats page token {token[:60]!r}")
        self._tokens.add(token)
        return token

    def saw(self, rows: Sequence[Any]) -> None:
        """Note the rows of a page.

        Raises:
            PagingError: the pages go round in a circle, under new tokens, or stay empty.
        """
        self._empty = 0 if rows else self._empty + 1
        if self._empty > _MOST_EMPTY:
            raise PagingError(f"{self._what}: {_MOST_EMPTY} pages without a row, and no end")
        if rows and rows == self._marked:
            raise PagingError(f"{self._what}: the vendor gives the same page again and again")
        # Brent's way of finding a circle: one page is remembered, twice as long each time.
        self._since_marked += 1
        if self._since_marked == self._until_next:
            self._marked, self._since_marked, self._until_next = rows, 0, self._until_next * 2


class Keyset:
    """A listing in which each page asks for what lies above the last key of the page before."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._last: int | None = None

    def above(self, key: int) -> int:
        """Return the key that the next page has to be above.

        Raises:
            PagingError: it is not greater than the one before: the vendor ignores the filter.
        """
        if self._last is not None and key <= self._last:
            raise PagingError(f"{self._what}: asked for records above {self._last}, got {key}")
        self._last = key
        return key
