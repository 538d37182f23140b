"""Who was forgotten: keyed hashes that no load lets pass, and nothing that says who it was.

`forgotten.json` lies in the data folder, readable by its owner alone. An address, `<source>:<id>`
or name is compared by HMAC-SHA256 with a key that was made once and is in the file, too: without
the file nobody can test whether somebody is on the list.
"""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ingestion.personal import Kind

FORGOTTEN_FILE = "forgotten.json"
REMOVED = "[forgotten]"
_FORMAT = 1
#: Also in an address of a page, with its @ escaped.
_ADDRESS = re.compile(r"[\w.+-]+(?:@|%40)[\w.-]*\w")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
#: Names of so many words are looked for in free text: one alone is too common.
_NAME_WORDS = (2, 3, 4)


@dataclass(frozen=True)
class Forgotten:
    """The list of one data folder.

    Attributes:
        hashes: of who was forgotten, by the key that they were made with. There are several keys
            only where a back-up of another folder was restored.
        rows: how many rows of each raw table, as `schema.name`, were removed so far.
        publications: versions with something of them, which go as soon as readers have a later one.
    """

    hashes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    publications: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nobody was forgotten: then a load has nothing to look for."""
        return not any(self.hashes.values())

    def knows(self, kind: str, value: str) -> bool:
        """Return whether it is of somebody who was forgotten.

        Args:
            kind: `email`, `key` for `<source>:<id>`, or `name`.
            value: as it is written, in whatever case.
        """
        text = _normal(kind, value)
        return any(_hash(key, text) in hashes for key, hashes in self._by_key if hashes)

    def knows_value(self, kind: Kind, source: str, value: str) -> bool:
        """Return the same of a value in a column of `kind` of a raw table of `source`."""
        if kind == "id":
            return self.knows("key", f"{source}:{value}")
        return self.knows(kind, value)

    def hide_addresses(self, text: str) -> str:
        """Return a text without the addresses of who was forgotten."""
        for address in set(_ADDRESS.findall(text)):
            if self.knows("email", address.replace("%40", "@")):
                text = text.replace(address, REMOVED)
        return text

    def hide_in(self, text: str) -> str:
        """Return a short free text without the addresses and names of who was forgotten."""
        text = self.hide_addresses(text)
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        spans = [
            (words[at][0], words[at + count - 1][1])
            for count in _NAME_WORDS
            for at in range(len(words) - count + 1)
        ]
        named = {text[first:last] for first, last in spans if self.knows("name", text[first:last])}
        for name in sorted(named, key=len, reverse=True):
            text = text.replace(name, REMOVED)
        return text

    def with_people(self, people: Iterable[tuple[str, str]]) -> Forgotten:
        """Return the list with more: kind and value of each."""
        key = next(iter(self.hashes), None) or secrets.token_hex(32)
        more = {_hash(bytes.fromhex(key), _normal(kind, value)) for kind, value in people}
        hashes = {**self.hashes, key: self.hashes.get(key, frozenset()) | more}
        return Forgotten(hashes, self.rows, self.publications)

    def with_rows(self, removed: Mapping[str, int]) -> Forgotten:
        """Return the list with more rows that were removed, by raw table."""
        labels = {*self.rows, *removed}
        rows = {label: self.rows.get(label, 0) + removed.get(label, 0) for label in labels}
        return Forgotten(self.hashes, rows, self.publications)

    def merged(self, other: Forgotten) -> Forgotten:
        """Return both lists as one: who is on either stays forgotten."""
        hashes = {
            key: self.hashes.get(key, frozenset()) | other.hashes.get(key, frozenset())
            for key in (*self.hashes, *(key for key in other.hashes if key not in self.hashes))
        }
        return Forgotten(hashes, self.rows, self.publications | other.publications)

    @cached_property
    def _by_key(self) -> tuple[tuple[bytes, frozenset[str]], ...]:
        return tuple((bytes.fromhex(key), hashes) for key, hashes in self.hashes.items())


def read_forgotten(data_dir: Path) -> Forgotten:
    """Return the list of a data folder; an empty one where nobody was forgotten.

    Raises:
        ValueError: the file is damaged. Nothing may be loaded then: it could be somebody's.
    """
    path = data_dir / FORGOTTEN_FILE
    if not path.exists():
        return Forgotten()
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != _FORMAT:
            raise ValueError("its format is of a later release")
        hashes = {key: frozenset(found) for key, found in content["people"].items()}
        return Forgotten(hashes, content["rows"], frozenset(content["publications"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path} can't be read ({error}): whoever was forgotten could come back. Put it back "
            "from the last back-up (`accord backup` keeps it); nothing was loaded"
        ) from error


def write_forgotten(data_dir: Path, forgotten: Forgotten) -> None:
    """Replace the list of a data folder as a whole, readable by its owner alone."""
    path = data_dir / FORGOTTEN_FILE
    staged = path.with_suffix(".next")
    content = {
        "format": _FORMAT,
        "people": {key: sorted(hashes) for key, hashes in forgotten.hashes.items()},
        "rows": dict(forgotten.rows),
        "publications": sorted(forgotten.publications),
    }
    staged.unlink(missing_ok=True)
    with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(path)


def _normal(kind: str, value: str) -> str:
    text = " ".join(value.split())
    return f"{kind}:{text if kind == 'key' else text.lower()}"


def _hash(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()
