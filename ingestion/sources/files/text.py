"""Read delimited text as Arrow batches of text columns, each row with its file and line."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa

from ingestion.sources.files.errors import ExportError
from ingestion.sources.files.mapping import Input
from ingestion.sources.files.paths import ExportFile
from ingestion.sources.files.refusals import Refusals

FILE, LINE = "_file", "_line"
_BATCH = 50_000
_BROKEN = (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error)
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_UTF = re.compile(r"utf[-_]?(8|16|32)", re.IGNORECASE)

# A field may be a long text, but a lost quote must not swallow the whole file.
csv.field_size_limit(1_000_000)

Row = tuple[int, list[str]]


def read_lines(file: ExportFile, spec: Input) -> Iterator[str]:
    """Yield the file's lines, undecodable bytes as lone surrogates.

    Raises:
        ExportError: the archive is cut or broken.
    """
    encoding = "utf-8-sig" if re.fullmatch(r"utf[-_]?8", spec.encoding, re.I) else spec.encoding
    try:
        with (
            file.open() as raw,
            io.TextIOWrapper(raw, encoding, errors="surrogateescape", newline="") as text,
        ):
            yield from text
    except _BROKEN as error:
        raise ExportError(f"{file.name}: cut or broken archive; copy it again: {error}") from error
    except UnicodeError as error:
        raise ExportError(
            f"{file.name}: not {spec.encoding}; declare the right `encoding`: {error}"
        ) from error


def read_delimited(
    file: ExportFile, spec: Input, kind: str, name: str, refusals: Refusals
) -> Iterator[pa.Table]:
    """Yield batches of `file`; rows that can't be read are refused one by one.

    Args:
        file: what to read.
        spec: how it is written.
        kind: csv, tsv or blanks.
        name: the input's name, told in refusals.
        refusals: takes the refused rows.
    """
    rows = _rows(file, spec, kind, name, refusals)
    header = _header(file, spec, rows)
    good = _whole_rows(file, spec, rows, header, name, refusals)
    first = True
    while (chunk := list(islice(good, _BATCH))) or first:
        first = False
        # A file with a header alone still tells its columns.
        columns = zip(*(cells for _, cells in chunk), strict=True) if chunk else [()] * len(header)
        arrays = [pa.array(cells, pa.string()) for cells in columns]
        lines = pa.array([line for line, _ in chunk], pa.int64())
        files = pa.array([file.name] * len(chunk), pa.string())
        yield pa.Table.from_arrays([files, lines, *arrays], [FILE, LINE, *header])


def check_header(file: str, header: list[str]) -> list[str]:
    """Return the trimmed column names.

    Raises:
        ExportError: a name is empty or stands twice (letter case doesn't make a difference).
    """
    names = [cell.strip() for cell in header]
    seen: set[str] = set()
    for position, column in enumerate(names, start=1):
        if not column or column.lower() in seen | {FILE, LINE}:
            raise ExportError(
                f"{file}: column {position} is named {column!r}: empty, taken or there twice; "
                "give the input `names:` for all columns, in order"
            )
        seen.add(column.lower())
    return names


def _rows(file: ExportFile, spec: Input, kind: str, name: str, refusals: Refusals) -> Iterator[Row]:
    lines = read_lines(file, spec)
    skipped = sum(1 for _ in islice(lines, spec.skip_lines))
    if kind == "blanks":
        for number, line in enumerate(lines, start=skipped + 1):
            if cells := line.split():
                yield number, cells
        return
    delimiter = spec.delimiter or _DELIMITERS[kind]
    reader = csv.reader(lines, delimiter=delimiter, quotechar=spec.quote, strict=True)
    while True:
        # A row may hold line breaks inside quotes: its line is where it begins.
        begin = skipped + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if skipped + reader.line_num > begin:
                raise ExportError(
                    f"{file.name}:{begin}: a quote that is opened here is not closed on the same "
                    f"line, and what follows can't be read: {error}; mend it, or check `quote`"
                ) from error
            refusals.add(file.name, begin, name, f"not readable as {kind}: {error}")
            continue
        if cells:
            yield begin, cells


def _header(file: ExportFile, spec: Input, rows: Iterator[Row]) -> list[str]:
    first = next(rows, None) if spec.header else None
    if spec.names:
        return check_header(file.name, list(spec.names))
    if first is None:
        if spec.allow_empty:
            return []
        raise ExportError(
            f"{file.name}: the file is empty, not even a header; "
            "export it again, or set `allow_empty: true` on the input"
        )
    return check_header(file.name, first[1])


def _whole_rows(
    file: ExportFile,
    spec: Input,
    rows: Iterable[Row],
    header: list[str],
    name: str,
    refusals: Refusals,
) -> Iterator[Row]:
    width = len(header)
    single_byte = not _UTF.match(spec.encoding)
    for line, cells in rows:
        if len(cells) != width:
            reason = f"row has {len(cells)} cells, the header has {width}"
            refusals.add(file.name, line, name, reason)
            continue
        # Almost every row is plain ASCII, and that test is fast.
        text = "".join(cells)
        if not text.isascii() and (reason := _encoding_fault(text, spec.encoding, single_byte)):
            refusals.add(file.name, line, name, reason)
            continue
        yield line, cells


def _encoding_fault(text: str, encoding: str, single_byte: bool) -> str:
    """Return why `text` can't have been written in `encoding`; '' when it can."""
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError:
        return f"bytes that are not {encoding}: mixed encodings, or declare another `encoding`"
    if single_byte:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return ""
        return f"text written in utf-8 in a file declared {encoding}: mixed encodings"
    return ""
