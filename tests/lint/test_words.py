"""Prose, names and messages use words that a reader of English as a second language knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: A word that we avoid -> what to write instead. Each once had a meaning of our own, which a
#: reader had to learn. Names count too: `_` separates words.
AVOIDED = {
    "told": "given, shown, reported, called with",
    "mend|mends|mended|mending": "fix, repair, correct; the suggested fix",
    "stand|stands|stood|standing": "is, is kept, stays valid, is skipped, is unchanged",
    "rightly": "as expected",
    "the house|house rules?|house's": "the project, the folders, the rules",
    "doors?": "place, change, way",
    "at once": "immediately; together; in one call",
    r"caus(?:e|es|ed|ing) (?:a|an|the|that|one|it)(?: \w+)? (?:run|day|partition)": "launch",
}
#: Meanings that every reader knows.
ALLOWED = re.compile(r"in-house|\bstands?\s+for\b|\bstand-?alone\b", re.IGNORECASE)

_FOLDERS = (
    *(
        "closes",
        "company",
        "companies",
        "dbt_project",
        "demo",
        "docs",
        "expectations",
        "ingestion",
        "kpis",
    ),
    *("orchestration", "publishing", "tests", ".github"),
)
_NAMES = re.compile(r"(?:\.(?:py|sql|yml|yaml|md|toml|cfg)|/Makefile|/\.sqlfluff)$")
_WORDS = {
    re.compile(rf"(?<![A-Za-z])(?:{word})(?![A-Za-z])", re.IGNORECASE): instead
    for word, instead in AVOIDED.items()
}


def texts() -> Iterator[Path]:
    """Every text that people read or write: code, SQL, YAML and documentation."""
    for path in ROOT.iterdir():
        if path.is_file() and _NAMES.search(f"/{path.name}"):
            yield path
    for folder in _FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            is_made = {"target", "__pycache__", "generated", "logs"} & set(path.parts)
            if path.is_file() and not is_made and _NAMES.search(f"/{path.name}"):
                yield path


def house_words(text: str) -> Iterator[str]:
    checked = ALLOWED.sub(lambda allowed: "\n" * allowed[0].count("\n"), text)
    for number, line in enumerate(checked.splitlines(), start=1):
        for word, instead in _WORDS.items():
            if found := word.search(line):
                yield f"{number}: {found[0]!r}: write {instead}"


@pytest.mark.parametrize("folder", [".", *_FOLDERS])
def test_no_text_needs_words_of_our_own(folder: str) -> None:
    found = []
    for path in texts():
        parts = path.relative_to(ROOT).parts
        here = parts[0] if len(parts) > 1 else "."
        if here == folder and path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            found += [f"{path.relative_to(ROOT)}:{line}" for line in house_words(text)]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "refused at once, with the line and the mend",
        "What was made from the same inputs stands",
        "def mend(told: str) -> str: ...",
        "have no rows, rightly",
        "waits for the day, or causes that daily run",
        "the house and its rules",
    ],
)
def test_such_words_are_found(text: str) -> None:
    assert list(house_words(text))


@pytest.mark.parametrize(
    "text", ["an in-house CRM", "CRM stands for a system", "because it failed"]
)
def test_ordinary_words_are_not(text: str) -> None:
    assert list(house_words(text)) == []
