"""Everything else in the data folder: no file may hold an address, a name or a phone number."""

from __future__ import annotations

import gzip
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

#: A warehouse, and what DuckDB keeps beside it: compressed, and looked at in another way.
_DUCKDB = (".duckdb", ".wal")
#: What SQLite keeps beside a database belongs to it.
_OF_SQLITE = ("-wal", "-shm", "-journal")


@dataclass
class Scrubbed:
    """What was done to files.

    Attributes:
        hidden: text files and databases in which it was hidden, by folder.
        removed: files that can only be removed, such as caches, by folder.
    """

    hidden: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)


def scrub(
    data_dir: Path, hide: Callable[[str], str], skip: Sequence[Path], *, dry: bool
) -> Scrubbed:
    """Write every file below `data_dir`, but for what is in `skip`, as `hide` gives its text.

    Files of which it gives the same are left as they are; the others are counted. With `dry`
    nothing is changed.
    """
    done = Scrubbed()
    for path in _files(data_dir, skip):
        folder = path.relative_to(data_dir).parts[0]
        if path.suffix == ".db":
            if _scrub_sqlite(path, hide, dry=dry):
                done.hidden[folder] += 1
            continue
        content = path.read_bytes()
        packed = content[:2] == b"\x1f\x8b"
        plain = gzip.decompress(content) if packed else content
        hidden = hide(plain.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
        if hidden == plain:
            continue
        if not _is_text(plain):
            # A cache: another length of a word would break it.
            done.removed[folder] += 1
            if not dry:
                path.unlink()
            continue
        done.hidden[folder] += 1
        if not dry:
            _replace(path, gzip.compress(hidden) if packed else hidden)
    return done


def _files(data_dir: Path, skip: Sequence[Path]) -> Iterator[Path]:
    for path in sorted(data_dir.rglob("*")):
        is_ours = path.is_file() and not path.is_symlink()
        is_beside = path.suffix in _DUCKDB or path.name.endswith(_OF_SQLITE)
        if is_ours and not is_beside and not any(path.is_relative_to(other) for other in skip):
            yield path


def _replace(path: Path, content: bytes) -> None:
    staged = path.with_name(f".{path.name}.next")
    staged.touch(mode=0o600)
    staged.write_bytes(content)
    staged.chmod(path.stat().st_mode)
    staged.replace(path)


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _scrub_sqlite(path: Path, hide: Callable[[str], str], *, dry: bool) -> bool:
    """Do the same with every text of a SQLite file, Dagster's; return whether one was another."""
    found = 0
    with closing(sqlite3.connect(path, timeout=60)) as connection:
        # What was there is overwritten, and not only let go of.
        connection.execute("pragma secure_delete = on")
        connection.create_function("hidden", 1, hide, deterministic=True)
        for column, table in _texts(connection):
            where = f"where typeof({column}) = 'text' and {column} <> hidden({column})"
            rows = connection.execute(f"select count(*) from {table} {where}").fetchone()[0]  # noqa: S608 - names come from the catalogue
            found += rows
            if rows and not dry:
                connection.execute(f"update {table} set {column} = hidden({column}) {where}")  # noqa: S608
        if found and not dry:
            connection.commit()
            connection.execute("vacuum")
            connection.execute("pragma wal_checkpoint(truncate)")
    return found > 0


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield every column and its table, quoted."""
    tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    for (table,) in tables:
        for row in connection.execute(f'pragma table_info("{table}")').fetchall():
            yield f'"{row[1]}"', f'"{table}"'
