"""Bring the files of one input into the scratch database, as they are."""

# ruff: noqa: S608 (SQL is made here; names and texts go through `quote` and `literal`)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from ingestion.sources.files.errors import ExportError, did_you_mean
from ingestion.sources.files.limits import Limits
from ingestion.sources.files.mapping import FileFormat, Input
from ingestion.sources.files.paths import ExportFile, find
from ingestion.sources.files.refusals import Refusal, Refusals
from ingestion.sources.files.tables import (
    inline_rows,
    read_json_lines,
    read_parquet,
    read_workbook,
)
from ingestion.sources.files.text import FILE, LINE, read_delimited
from ingestion.sources.files.values import quote

#: What separates cells in most exports.
_DELIMITERS = (";", "\t", ",", "|")
#: Files that a message names.
_LISTED = 20


@dataclass(frozen=True)
class LoadedInput:
    """What one input held: its files, readable rows and columns."""

    name: str
    table: str
    files: tuple[str, ...]
    rows: int
    columns: tuple[str, ...]
    native: bool


def load_input(
    connection: DuckDBPyConnection,
    name: str,
    spec: Input,
    needed: dict[str, bool],
    readers: dict[str, str],
    root: Path,
    refusals: Refusals,
    limits: Limits,
) -> LoadedInput:
    """Fill table `raw_<name>` with the rows of every file of the input.

    Args:
        connection: the scratch database.
        name: the input's name.
        spec: where it is, how it is written.
        needed: columns that the mapping reads -> whether a file may lack it.
        readers: where the mapping reads each, by the column in small letters.
        root: the export's folder; nothing outside it is read.
        refusals: takes the rows that can't be read.
        limits: how large a file may be.

    Raises:
        ExportError: no file, an empty one, a missing or unknown column, a broken archive.
    """
    table = f"raw_{name}"
    connection.execute(f'create table {quote(table)} ("{FILE}" varchar, "{LINE}" bigint)')
    known = [FILE, LINE]
    files = find(root, spec.path, spec.member, limits) if spec.path is not None else []
    if spec.path is not None and not files and not spec.optional:
        raise ExportError(
            f"input {name!r}: no file matches {spec.path!r} in the data folder; "
            f"{_files_there(root, spec.path)} Check `path` and `data_root`"
        )
    formats = {_format(file, spec) for file in files} or {"inline"}
    for file in files:
        seen: dict[str, None] = {}
        rows, refused_before = 0, len(refusals.items)
        for batch in _read(file, spec, name, refusals):
            _append(connection, table, batch, known)
            seen.update(dict.fromkeys(batch.column_names))
            rows += len(batch)
        if unread := refusals.items[refused_before:]:
            _check_readable(file.name, rows, unread)
        _check_file(file.name, spec, rows, list(seen)[2:], needed, readers)
    if spec.path is None:
        _append(connection, table, inline_rows(spec, name), known)
    columns = tuple(known[2:])
    _append_missing(connection, table, needed, known)
    counted = connection.execute(f"select count(*) from {quote(table)}").fetchone()
    return LoadedInput(
        name,
        table,
        tuple(file.name for file in files),
        int(counted[0]),
        columns,
        native=bool(formats & {"xlsx", "jsonl", "inline"}),
    )


def _format(file: ExportFile, spec: Input) -> FileFormat:
    found = spec.format or file.guess_format()
    if found is None:
        raise ExportError(
            f"{file.name}: the name doesn't show the format; give the input `format:` "
            "(csv, tsv, blanks, jsonl, parquet or xlsx)"
        )
    return found  # type: ignore[return-value]


def _read(file: ExportFile, spec: Input, name: str, refusals: Refusals) -> Iterator[pa.Table]:
    match _format(file, spec):
        case "jsonl":
            return read_json_lines(file, spec, name, refusals)
        case "xlsx":
            return read_workbook(file, spec, name, refusals)
        case "parquet":
            return read_parquet(file, spec, name, refusals)
        case kind:
            return read_delimited(file, spec, kind, name, refusals)


def _append(connection: DuckDBPyConnection, table: str, batch: pa.Table, known: list[str]) -> None:
    """Insert a batch by column name; a column seen for the first time is added."""
    connection.register("batch", batch)
    lower = {column.lower() for column in known}
    for column, kind, *_ in connection.execute("describe batch").fetchall():
        if column.lower() not in lower:
            connection.execute(f"alter table {quote(table)} add column {quote(column)} {kind}")
            known.append(column)
    connection.execute(f"insert into {quote(table)} by name select * from batch")
    connection.unregister("batch")


def _append_missing(
    connection: DuckDBPyConnection, table: str, needed: dict[str, bool], known: list[str]
) -> None:
    lower = {column.lower() for column in known}
    for column in needed:
        if column.lower() not in lower:
            connection.execute(f"alter table {quote(table)} add column {quote(column)} varchar")
            known.append(column)


def _files_there(root: Path, wanted: str) -> str:
    """Return the file that was meant most likely, else those that there are."""
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    shown = did_you_mean(wanted, names[:_LISTED]) if names else "it has no file."
    return shown if shown.endswith(("?", ".")) else f"{shown}."


def _instead(column: str, columns: list[str]) -> str:
    """Return what to write for a column that a file lacks."""
    if len(columns) == 1:
        counts = {mark: columns[0].count(mark) for mark in _DELIMITERS}
        mark = max(counts, key=lambda one: counts[one])
        if counts[mark]:
            shown = {"\t": '"\\t"'}.get(mark, f'"{mark}"')
            return f"the header is one column with {mark!r} in it: write `delimiter: {shown}`"
    hint = did_you_mean(column, columns)
    if hint.startswith("known"):
        # What is not there in any spelling may be absent on purpose.
        return f"{hint}. Correct the mapping, or set `optional: true` where files may lack it"
    return f"{hint} Correct the mapping"


def _check_readable(name: str, rows: int, unread: Sequence[Refusal]) -> None:
    """Say why no row of a file can be read: it is not empty."""
    if rows == 0:
        raise ExportError(f"{name}: none of its {len(unread)} rows can be read, first {unread[0]}")


def _check_file(
    name: str,
    spec: Input,
    rows: int,
    columns: list[str],
    needed: dict[str, bool],
    readers: dict[str, str],
) -> None:
    lower = {column.lower() for column in columns}
    if rows == 0:
        if spec.allow_empty:
            return
        raise ExportError(
            f"{name}: the file is empty (a header at most); "
            "export it again, or set `allow_empty: true` on the input"
        )
    for column, may_lack in needed.items():
        if column.lower() not in lower and not may_lack:
            raise ExportError(
                f"{name}: no column {column!r}, which {readers.get(column.lower(), 'it')} reads; "
                f"{_instead(column, columns)}"
            )
    unknown = [column for column in columns if column.lower() not in {n.lower() for n in needed}]
    if spec.only_known_columns and unknown:
        raise ExportError(
            f"{name}: unknown column {unknown[0]!r}; {did_you_mean(unknown[0], needed)} "
            "Rename or remove it"
        )
