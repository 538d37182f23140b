"""What one account may lack: a part of a source that the vendor refuses is left out, and said.

A source declares in its SPEC which parts may be left out. Any other refusal stops the load. So does
one in the middle of a part: an account that lacks something says so at the first request.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from ingestion.errors import RefusedError, SourceError

T = TypeVar("T")
_SINCE = "refused_since"
_GIVEN = "was_given"


@dataclass(frozen=True)
class Part:
    """A part of a source that an account may lack.

    Attributes:
        name: its dlt resource, or the raw table where it is less than a resource.
        tables: the raw tables that it fills.
        entities: the conformed entities that lack rows or fields without it.
        needs: what the vendor asks for it, in words: the scope, and the tier or plan.
        of: parts that it says nothing without; a company that uses none of one needs not name it.
    """

    name: str
    tables: tuple[str, ...]
    entities: tuple[str, ...]
    needs: str
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Missing:
    """A part that the account refused.

    Attributes:
        source: the source's name.
        status: the vendor's status code.
        reason: the vendor's words.
        since: the day of the first load that was refused it.
        was_loaded: earlier loads brought rows of it, which stay as they were then.
        is_new: this load is the first that was refused it.
    """

    source: str
    part: Part
    status: int
    reason: str
    since: date
    was_loaded: bool
    is_new: bool

    @property
    def words(self) -> str:
        """What is left out, why, and what to do, in one line."""
        rows = "its rows are those of before" if self.was_loaded else "it has no rows"
        return (
            f"{self.source} {self.part.name} is left out since {self.since}, {rows}. The vendor "
            f"says {self.status}: {self.reason} Needed: {self.part.needs}"
        )


@dataclass
class Account:
    """What one load finds an account to lack.

    Attributes:
        source: the source's name.
        parts: those that may be left out, by name.
        as_of: the day that counts as today.
        unused: names of parts that the company says it does not use: they are not asked for.
        missing: those that were refused so far.
        notes: what else its operator should hear of the account, each once.
    """

    source: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    as_of: date = date.min
    unused: frozenset[str] = frozenset()
    missing: list[Missing] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, source: str, parts: Sequence[Part], as_of: date, unused: Collection[str] = ()
    ) -> Account:
        """Return the account of a source with these parts.

        Raises:
            SourceError: `unused` names something that is no part.
        """
        by_name = {part.name: part for part in parts}
        if unknown := sorted(set(unused) - by_name.keys()):
            raise SourceError(
                f"ACCORD_{source.upper()}_WITHOUT names {', '.join(unknown)}; what may be left out "
                f"of {source}: {', '.join(sorted(by_name)) or 'nothing'}"
            )
        return cls(source, by_name, as_of, frozenset(unused))

    @contextmanager
    def loading(self) -> Iterator[Account]:
        """Be the account of all resources that are read meanwhile.

        dlt reads resources in threads of its own, which no context variable reaches; a process
        loads one source at a time.
        """
        global _current
        before, _current = _current, self
        try:
            yield self
        finally:
            _current = before


_current = Account()


def note(words: str) -> None:
    """Have the load that is under way warn of something about the account."""
    if words not in _current.notes:
        _current.notes.append(words)


class Offer:
    """One part of the source that is being loaded, or a resource that can't be left out.

    Args:
        name: of the part.
        state: where the load before left since when it is refused.
        was_loaded: says whether the warehouse has rows of it. Left out where parts share a table:
            then it is whether an earlier load was given the part.
    """

    def __init__(
        self,
        name: str,
        state: MutableMapping[str, Any],
        was_loaded: Callable[[], bool] | None = None,
    ) -> None:
        self._account = _current
        self._part = self._account.parts.get(name)
        self._state = state
        self._was_loaded = was_loaded or (lambda: _GIVEN in state)
        self._has_begun = False
        self.missing: Missing | None = None
        self.was_refused = _SINCE in state

    @property
    def is_asked(self) -> bool:
        """Whether the vendor is asked for it (still)."""
        if self._part is None:
            return True
        is_unused = self._account.unused & {self._part.name, *self._part.of}
        return not is_unused and self.missing is None

    def pages(self, read: Callable[[], Iterator[T]]) -> Iterator[T]:
        """Yield what `read` yields; nothing where the vendor refuses it and it may be left out.

        What `read` noted in the state before it was refused is undone.

        Raises:
            RefusedError: it may not be left out, or was read in part.
        """
        if not self.is_asked:
            return
        before = copy.deepcopy(dict(self._state))
        try:
            for page in read():
                self._has_begun = True
                yield page
        except RefusedError as error:
            if self._part is None or self._has_begun:
                raise
            self._state.clear()
            self._state.update(before)
            self._refused(self._part, error)
        else:
            if self._has_begun:
                self._state[_GIVEN] = True

    def rows(self) -> list[dict[str, Any]]:
        """Return what the raw table `unavailable` has to hold of the part, or no longer holds."""
        if self._part is None:
            return []
        if self.missing is None:
            self._state.pop(_SINCE, None)
        if self.missing is None and not self.was_refused:
            return []
        said: dict[str, Any] = {"is_available": True}
        if self.missing is not None:
            said = {
                "status": self.missing.status,
                "reason": self.missing.reason,
                "since": self.missing.since.isoformat(),
                "was_loaded": self.missing.was_loaded,
                "is_available": False,
            }
        shared = {"entities": ", ".join(self._part.entities), "needs": self._part.needs, **said}
        return [
            {"part": self._part.name, "table_name": table, **shared} for table in self._part.tables
        ]

    def _refused(self, part: Part, error: RefusedError) -> None:
        since = self._state.setdefault(_SINCE, self._account.as_of.isoformat())
        self.missing = Missing(
            self._account.source,
            part,
            error.status or 0,
            error.said,
            date.fromisoformat(since),
            self._was_loaded(),
            not self.was_refused,
        )
        self._account.missing.append(self.missing)
