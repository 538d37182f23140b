"""What `accord doctor` says of a part of the data folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from rich.table import Table
from rich.text import Text


class State(Enum):
    """How a part is."""

    WHOLE = "whole"
    NOTE = "note"
    WRONG = "wrong"


_COLOURS = {State.WHOLE: "green", State.NOTE: "yellow", State.WRONG: "red"}


@dataclass(frozen=True)
class Finding:
    """One part: how it is, and for what is wrong what to do."""

    what: str
    state: State
    detail: str
    advice: str = ""


def whole(what: str, detail: str) -> Finding:
    """Return that a part is as it should be."""
    return Finding(what, State.WHOLE, detail)


def note(what: str, detail: str, advice: str = "") -> Finding:
    """Return something that an operator should know, and that stops nothing."""
    return Finding(what, State.NOTE, detail, advice)


def wrong(what: str, detail: str, advice: str) -> Finding:
    """Return that a part is damaged, or stops runs or readers."""
    return Finding(what, State.WRONG, detail, advice)


def table_of(findings: Iterable[Finding]) -> Table:
    """Return the findings as a table."""
    view = Table("part", "is", "detail", "what to do", box=None, pad_edge=False)
    for it in findings:
        state = Text(it.state.value, style=_COLOURS[it.state])
        view.add_row(it.what, state, Text(it.detail), Text(it.advice))
    return view


def sized(size: int) -> str:
    """Return bytes as people read them."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
