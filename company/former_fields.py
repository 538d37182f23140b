"""Profile fields of earlier releases: what an error says of one that is still in a profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Dotted path of a field that was renamed or removed -> since which release, and what to do, as
#: `renamed to windows.win_days in 0.3.0; write that` or `removed in 0.3.0; delete the line`.
#: A profile is never edited by an upgrade: its owner reads this, with the line.
FORMER_FIELDS: Mapping[str, str] = {}


def former_field(location: Sequence[int | str]) -> str | None:
    """Return what became of the field at `location`; None if there never was one.

    Positions in lists don't count: `segments.2.label` is found as `segments.label`.
    """
    return FORMER_FIELDS.get(".".join(str(part) for part in location if isinstance(part, str)))
