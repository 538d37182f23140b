"""Errors that a company's mapping or export can cause; each says where, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ingestion.errors import SourceError


class FilesError(SourceError):
    """A company's files can't be loaded."""


class MappingError(FilesError):
    """The mapping file is wrong: each line names the file, line, field and a suggested fix."""


class ExportError(FilesError):
    """A file of the export can't be read as the mapping declares it."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ', did you mean x?' for a close match of `name`, else the known names."""
    names = sorted(known)
    by_lower = {known_name.lower(): known_name for known_name in names}
    close = get_close_matches(name.lower(), list(by_lower), n=1, cutoff=0.6)
    if close:
        return f"did you mean {by_lower[close[0]]!r}?"
    return f"known: {', '.join(names)}"
