"""Whose personal fields were emptied by age: keyed hashes, by which every load empties them again.

`emptied.json` lies in the data folder, readable by its owner alone, as the list of the forgotten
does. Rows stay; an address becomes a keyed hash at the same domain, so that records that share it
stay one person and what counts domains stays as it was. With the file nobody gets an address back.
"""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingestion.forgotten import Forgotten

EMPTIED_FILE = "emptied.json"
_FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{32}([+][0-9a-f]{8})?(@.+)?")


@dataclass(frozen=True)
class Emptied:
    """The list of one data folder: the key of its hashes, and who is on it."""

    key: str
    people: Forgotten = field(default_factory=Forgotten)

    @property
    def is_empty(self) -> bool:
        """Whether nobody's fields were emptied."""
        return self.people.is_empty

    def with_people(self, people: Iterable[tuple[str, str]]) -> Emptied:
        """Return the list with more: kind and value of each."""
        base = self.people if self.people.hashes else Forgotten({self.key: frozenset()})
        return replace(self, people=base.with_people(people))

    def pseudonym(self, address: str) -> str:
        """Return what stands for an address: two spellings of one have the same.

        The tag after a + is hashed apart, so that addresses that differ in it alone stay one
        where the profile says that they are.
        """
        text = address.strip().lower()
        if is_pseudonym(text):
            return text
        local, at, domain = text.partition("@")
        name, plus, tag = local.partition("+")
        hashed = self._hash(f"{name}@{domain}", 32) + (f"+{self._hash(tag, 8)}" if plus else "")
        return f"{hashed}@{domain}" if at else hashed

    def _hash(self, text: str, length: int) -> str:
        return hmac.digest(bytes.fromhex(self.key), text.encode(), "sha256").hex()[:length]


def is_pseudonym(address: str) -> bool:
    """Return whether it is what stands for an address."""
    return bool(_HASH.fullmatch(address))


def without_tag(address: str) -> str:
    """Return an address without what is between a + and the @."""
    return re.sub(r"[+][^@]*@", "@", address)


def read_emptied(data_dir: Path) -> Emptied:
    """Return the list of a data folder; a new one, not yet written, where there is none.

    Raises:
        ValueError: the file is damaged. Nothing may be loaded then: fields would come back.
    """
    path = data_dir / EMPTIED_FILE
    if not path.exists():
        return Emptied(secrets.token_hex(32))
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != _FORMAT:
            raise ValueError("its format is of a later release")
        key = str(content["key"])
        return Emptied(key, Forgotten({key: frozenset(content["people"])}))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path} can't be read ({error}): personal fields that were emptied would come back, "
            "and people would be counted twice. Put it back from the last back-up; nothing was "
            "loaded"
        ) from error


def write_emptied(data_dir: Path, emptied: Emptied) -> None:
    """Replace the list of a data folder as a whole, readable by its owner alone."""
    path = data_dir / EMPTIED_FILE
    staged = path.with_suffix(".next")
    people = sorted(emptied.people.hashes.get(emptied.key, frozenset()))
    staged.unlink(missing_ok=True)
    with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"format": _FORMAT, "key": emptied.key, "people": people}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(path)
