"""Every byte and every value below a folder: where words are found, however packed."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq


def places_with(folder: Path, words: Collection[str], skip: Collection[str] = ()) -> list[str]:
    """Return the files, and tables of DuckDB files, that hold one of the words in any case."""
    wanted = {word.lower() for word in words}
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not path.is_symlink() and parts[0] not in skip:
            found += [place for place, text in _texts(path) if any(it in text for it in wanted)]
    return found


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    content = path.read_bytes()
    yield str(path), content.decode("latin-1").lower()
    yield str(path), content.decode("utf-8", "replace").lower()
    if content[:2] == b"\x1f\x8b":
        yield str(path), gzip.decompress(content).decode("utf-8", "replace").lower()
    if path.suffix == ".parquet":
        yield str(path), str(pq.read_table(path).to_pylist()).lower()
    if path.suffix == ".duckdb":
        yield from _tables(path)


def _tables(path: Path) -> Iterator[tuple[str, str]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where not internal"
        ).fetchall()
        for schema, table in tables:
            rows = connection.execute(f'select * from "{schema}"."{table}"').fetchall()
            yield f"{path}: {schema}.{table}", str(rows).lower()
