"""The codes of countries, which markets are, and the names that people write instead."""

from __future__ import annotations

from functools import cache

from babel import Locale


@cache
def territories() -> tuple[frozenset[str], dict[str, str]]:
    """Return the codes of countries, and the names that people write instead."""
    names: dict[str, str] = {}
    for language in ("de", "es", "fr", "it", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names[name.lower()] = code
    return frozenset(names.values()), names


def is_market(word: str) -> bool:
    """Return whether a word is the code of a country."""
    return word.strip().upper() in territories()[0]
