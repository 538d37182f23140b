"""Date formats: `DD/MM/YYYY` as people write them, or strptime codes."""

from __future__ import annotations

import re

import duckdb

# Named formats that are no pattern.
NAMED = ("iso", "epoch_s", "epoch_ms", "excel")

_TOKENS = {
    "YYYY": "%Y",
    "YY": "%y",
    "MMMM": "%B",
    "MMM": "%b",
    "MM": "%m",
    "M": "%-m",
    "DD": "%d",
    "D": "%-d",
    "HH": "%H",
    "hh": "%I",
    "mm": "%M",
    "ss": "%S",
    "SSS": "%g",
    "A": "%p",
    "ZZ": "%z",
}
_TOKEN = re.compile("|".join(sorted(_TOKENS, key=len, reverse=True)))


def strptime_format(text: str) -> str:
    """Return the strptime form of `text`; one that holds `%` is already in that form."""
    if "%" in text:
        return text
    # A T between date and time is a letter of its own, no token.
    return _TOKEN.sub(lambda match: _TOKENS[match.group()], text)


def check_date_format(text: str) -> None:
    """Refuse a format that the engine doesn't know.

    Raises:
        ValueError: with a suggested fix.
    """
    if text in NAMED:
        return
    if text.startswith("epoch") or not re.search(r"%|YY|DD|MM", text):
        raise ValueError(f"{text!r} is no date format; write DD/MM/YYYY, %d/%m/%Y, or {NAMED}")
    try:
        duckdb.execute("select try_strptime('', ?)", [strptime_format(text)])
    except duckdb.Error as error:
        raise ValueError(f"{text!r} is no date format: {error}") from error
