"""Read delimited text as Arrow batches of text columns, each row with its file and line."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain, islice

import pyarrow as pa

from ingestion.sources.files.errors import ExportError
from ingestion.sources.files.limits import COLUMNS, LONGEST
from ingestion.sources.files.mapping import Input
from ingestion.sources.files.paths import ExportFile
from ingestion.sources.files.refusals import Refusals

FILE, LINE = "_file", "_line"
_BATCH = 50_000
_BROKEN = (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error)
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_LINE_ENDS = ("\n", "\r")
_UTF = re.compile(r"utf[-_]?(8|16|32)", re.IGNORECASE)

# A field may be a long text, but a lost quote must not swallow the whole file.
csv.field_size_limit(1_000_000)


def read_lines(file: ExportFile, spec: Input) -> Iterator[str]:
    """Yield the file's lines, undecodable bytes as lone surrogates.

    Raises:
        ExportError: the archive is cut or broken, the file or a line of it too large.
    """
    encoding = "utf-8-sig" if re.fullmatch(r"utf[-_]?8", spec.encoding, re.I) else spec.encoding
    try:
        with (
            file.open() as raw,
            io.TextIOWrapper(raw, encoding, errors="surrogateescape", newline="") as text,
        ):
            while line := text.readline(LONGEST):
                if len(line) == LONGEST:
                    raise ExportError(
                        f"{file.name}: a line of more than {LONGEST} characters: refused"
                    )
                yield line
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
        name: the input's name, for messages.
        refusals: takes the refused rows.
    """
    batches = _batches(file, spec, kind, name, refusals)
    first = next(batches, ([], [], False))
    header = _header(file, spec, *first[:2])
    # A file with a header alone still gives a batch, which shows its columns.
    for lines, rows, is_cut in chain([first], batches):
        _refuse_odd_rows(file, spec, lines, rows, header, name, refusals, is_cut)
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
        arrays = [pa.array(cells, pa.string()) for cells in columns]
        files = pa.array([file.name] * len(rows), pa.string())
        places = [files, pa.array(lines, pa.int64())]
        yield pa.Table.from_arrays([*places, *arrays], [FILE, LINE, *header])


def check_header(file: str, header: list[str]) -> list[str]:
    """Return the trimmed column names.

    Raises:
        ExportError: there are too many, a name is empty or is there twice (letter case doesn't make
            a difference).
    """
    if len(header) > COLUMNS:
        raise ExportError(f"{file}: {len(header)} columns, more than {COLUMNS}: refused")
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


def _batches(
    file: ExportFile, spec: Input, kind: str, name: str, refusals: Refusals
) -> Iterator[tuple[list[int], list[list[str]], bool]]:
    """Yield lines' numbers and cells, many at a time, and whether the last line has no end.

    The loop below is run for every row.
    """
    last = [""]
    text = _noting_the_last(read_lines(file, spec), last)
    skipped = sum(1 for _ in islice(text, spec.skip_lines))
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, cells in (
        _blank_rows(text, skipped)
        if kind == "blanks"
        else _csv_rows(file, spec, kind, text, skipped, name, refusals)
    ):
        lines.append(line)
        rows.append(cells)
        if len(rows) == _BATCH:
            yield lines, rows, not last[0].endswith(_LINE_ENDS)
            lines, rows = [], []
    if rows:
        yield lines, rows, not last[0].endswith(_LINE_ENDS)


def _noting_the_last(lines: Iterator[str], last: list[str]) -> Iterator[str]:
    for line in lines:
        last[0] = line
        yield line


def _blank_rows(text: Iterator[str], skipped: int) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text, start=skipped + 1):
        if cells := line.split():
            yield number, cells


def _csv_rows(
    file: ExportFile,
    spec: Input,
    kind: str,
    text: Iterator[str],
    skipped: int,
    name: str,
    refusals: Refusals,
) -> Iterator[tuple[int, list[str]]]:
    delimiter = spec.delimiter or _DELIMITERS[kind]
    reader = csv.reader(text, delimiter=delimiter, quotechar=spec.quote, strict=True)
    # A row may hold line breaks inside quotes: its line is where it begins.
    begin = skipped + 1
    while True:
        try:
            for cells in reader:
                if cells:
                    yield begin, cells
                begin = skipped + reader.line_num + 1
            return
        except csv.Error as error:
            if skipped + reader.line_num > begin:
                raise ExportError(
                    f"{file.name}:{begin}: a quote that is opened here is not closed on the same "
                    f"line, and what follows can't be read: {error}; correct it, or check `quote`"
                ) from error
            refusals.add(file.name, begin, name, f"not readable as {kind}: {error}")
            begin = skipped + reader.line_num + 1


def _header(file: ExportFile, spec: Input, lines: list[int], rows: list[list[str]]) -> list[str]:
    """Return the columns' names; a header row is taken off the first batch."""
    first = rows.pop(0) if spec.header and rows else None
    if first is not None:
        lines.pop(0)
    if spec.names:
        return check_header(file.name, list(spec.names))
    if first is None:
        if spec.allow_empty:
            return []
        raise ExportError(
            f"{file.name}: the file is empty, not even a header; "
            "export it again, or set `allow_empty: true` on the input"
        )
    return check_header(file.name, first)


def _refuse_odd_rows(
    file: ExportFile,
    spec: Input,
    lines: list[int],
    rows: list[list[str]],
    header: list[str],
    name: str,
    refusals: Refusals,
    is_cut: bool,
) -> None:
    """Take rows of the wrong width or encoding out of a batch; fill up those that are short.

    Spreadsheets leave out a row's last cells where they are empty. A row of one cell alone is no
    such row but a title, a total or another delimiter; nor is a last line that has no end
    (`is_cut`): the file may have been cut there.
    """
    width = len(header)
    # Almost every batch is whole and plain ASCII, and these tests are fast.
    if set(map(len, rows)) <= {width} and "".join(map("".join, rows)).isascii():
        return
    single_byte = not _UTF.match(spec.encoding)
    kept: list[int] = []
    for at, cells in enumerate(rows):
        text = "".join(cells)
        reason = ""
        if len(cells) > width or len(cells) == 1 < width:
            reason = f"row has {len(cells)} cells, the header has {width}"
        elif len(cells) < width and is_cut and at == len(rows) - 1:
            reason = f"the file ends within this row, after {len(cells)} of {width} cells: cut?"
        elif not text.isascii():
            reason = _encoding_fault(text, spec.encoding, single_byte)
        if reason:
            refusals.add(file.name, lines[at], name, reason)
            continue
        kept.append(at)
        if len(cells) < width:
            refusals.padded[name][tuple(header[len(cells) :])] += 1
            cells += [""] * (width - len(cells))
    lines[:] = [lines[at] for at in kept]
    rows[:] = [rows[at] for at in kept]


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
