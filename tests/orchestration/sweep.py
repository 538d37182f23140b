"""Every byte and every value below a folder: where words are found, however packed."""

from __future__ import annotations

import gzip
import re
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
            if path.suffix == ".duckdb":
                found += _tables(path, wanted)
    return found


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    content = path.read_bytes()
    yield str(path), content.decode("latin-1").lower()
    yield str(path), content.decode("utf-8", "replace").lower()
    if content[:2] == b"\x1f\x8b":
        yield str(path), gzip.decompress(content).decode("utf-8", "replace").lower()
    if path.suffix == ".parquet":
        yield str(path), str(pq.read_table(path).to_pylist()).lower()


def _tables(path: Path, wanted: Collection[str]) -> list[str]:
    """Return the tables with one of the words in a value of a column of text."""
    pattern = "|".join(re.escape(word) for word in sorted(wanted))
    found = []
    with duckdb.connect(str(path), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name, table_name, list(column_name) from duckdb_columns() "
            "where not internal and data_type = 'VARCHAR' and table_name in "
            "(select table_name from duckdb_tables()) group by all order by all"
        ).fetchall()
        for schema, table, names in columns:
            within = " or ".join(f'regexp_matches(lower("{name}"), $1)' for name in names)
            [(count,)] = connection.execute(
                f'select count(*) from "{schema}"."{table}" where {within}', [pattern]
            ).fetchall()
            if count:
                found.append(f"{path}: {schema}.{table}")
    return found
