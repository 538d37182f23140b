"""Publications that have something of a person: by contract keys alone, never an address."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from publishing import current_version
from publishing.manifest import DUCKDB_NAME
from publishing.versions import by_age


@dataclass(frozen=True)
class Hit:
    """A version with something of the person.

    Attributes:
        folder: where it is.
        rows: rows that have the person's key.
        texts: rows with an address, a name or a phone number: against the contract.
    """

    folder: Path
    rows: int
    texts: int


def versions_with(published_dir: Path, keys: Collection[str], words: Collection[str]) -> list[Hit]:
    """Return the versions that hold one of the keys or words, the oldest first."""
    hits = []
    for folder in by_age(published_dir):
        file = folder / DUCKDB_NAME
        if file.is_file():
            hit = _hit(folder, file, sorted(keys), sorted(words))
            if hit.rows or hit.texts:
                hits.append(hit)
    return hits


def remove_older(
    published_dir: Path, hits: Collection[Hit], *, dry: bool
) -> tuple[list[str], list[str]]:
    """Remove the versions that readers don't have; return those, and those that readers have."""
    current = current_version(published_dir)
    removed, left = [], []
    for hit in hits:
        if current is not None and hit.folder.resolve() == current:
            left.append(hit.folder.name)
        else:
            if not dry:
                shutil.rmtree(hit.folder)
            removed.append(hit.folder.name)
    return removed, left


def _hit(folder: Path, file: Path, keys: list[str], words: list[str]) -> Hit:
    # Without a word it is a pattern that nothing matches.
    pattern = "(?i)" + ("|".join(map(re.escape, words)) or "[^\\s\\S]")
    rows = texts = 0
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            columns = connection.execute(
                "select schema_name, table_name, list(column_name) from duckdb_columns() "
                "where data_type = 'VARCHAR' and not internal group by all"
            ).fetchall()
            for schema, table, names in columns:
                equal = " or ".join(f'list_contains($keys, "{name}")' for name in names)
                within = " or ".join(f'regexp_matches("{name}", $words)' for name in names)
                found = connection.execute(
                    f"select count(*) filter (where {equal}), count(*) filter (where {within}) "  # noqa: S608 - names come from the catalogue
                    f'from "{schema}"."{table}"',
                    {"keys": keys, "words": pattern},
                ).fetchall()[0]
                rows, texts = rows + found[0], texts + found[1]
    except duckdb.IOException:
        # A damaged one: nobody can tell what it has in it.
        return Hit(folder, 0, 1)
    return Hit(folder, rows, texts)
