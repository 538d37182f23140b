"""Read JSON Lines, Parquet, XLSX and inline rows as Arrow batches with file and line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from ingestion.sources.files.errors import ExportError, did_you_mean
from ingestion.sources.files.mapping import Input
from ingestion.sources.files.paths import ExportFile
from ingestion.sources.files.refusals import Refusals
from ingestion.sources.files.text import FILE, LINE, check_header, read_lines

_BATCH = 20_000


def read_json_lines(
    file: ExportFile, spec: Input, name: str, refusals: Refusals
) -> Iterator[pa.Table]:
    """Yield batches of text columns; nested values stay JSON text. Bad lines are refused."""
    lines = enumerate(read_lines(file, spec), start=1)
    while chunk := list(islice(lines, _BATCH)):
        numbers: list[int] = []
        records: list[dict[str, Any]] = []
        for number, line in chunk:
            if not line.strip():
                continue
            try:
                record = orjson.loads(line.encode())
            except (orjson.JSONDecodeError, UnicodeEncodeError):
                refusals.add(file.name, number, name, "not a JSON object in utf-8")
                continue
            if not isinstance(record, dict):
                refusals.add(file.name, number, name, "not a JSON object")
                continue
            numbers.append(number)
            records.append(record)
        header = list(dict.fromkeys(key for record in records for key in record))
        cells = [[_json_text(record.get(key)) for record in records] for key in header]
        if records:
            yield _text_table(file.name, numbers, check_header(file.name, header), cells)


def read_workbook(
    file: ExportFile, spec: Input, name: str, refusals: Refusals
) -> Iterator[pa.Table]:
    """Yield one sheet as text columns: dates as ISO, numbers with a point."""
    del name, refusals
    with file.open() as stream:
        content = io.BytesIO(stream.read())
    try:
        with zipfile.ZipFile(content) as parts:
            file.limits.hold_archive(file.name, parts.infolist())
        content.seek(0)
        workbook = CalamineWorkbook.from_filelike(content)
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        raise ExportError(f"{file.name}: not a whole XLSX workbook: {error}") from error
    if isinstance(spec.sheet, str) and spec.sheet not in workbook.sheet_names:
        hint = did_you_mean(spec.sheet, workbook.sheet_names)
        raise ExportError(f"{file.name}: no sheet {spec.sheet!r}; {hint}")
    names = workbook.sheet_names
    chosen = spec.sheet if isinstance(spec.sheet, str) else names[(spec.sheet or 1) - 1]
    rows = workbook.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    numbered = [(number, row) for number, row in enumerate(rows, start=1)][spec.skip_lines :]
    filled = [(number, row) for number, row in numbered if any(cell != "" for cell in row)]
    if spec.header and filled:
        first = filled.pop(0)[1]
        header = list(spec.names or [str(cell) for cell in first])
    else:
        header = list(spec.names or [])
    while header and not spec.names and not header[-1].strip():
        header.pop()
    header = check_header(file.name, header)
    columns = [[_cell_text(row[at]) for _, row in filled] for at in range(len(header))]
    if header:
        yield _text_table(file.name, [number for number, _ in filled], header, columns)


def read_parquet(
    file: ExportFile, spec: Input, name: str, refusals: Refusals
) -> Iterator[pa.Table]:
    """Yield batches with the file's own types; the line is the row's number."""
    del spec, name, refusals
    with file.open() as stream:
        content = io.BytesIO(stream.read())
    try:
        parquet = pq.ParquetFile(content)
    except (pa.ArrowInvalid, OSError) as error:
        raise ExportError(f"{file.name}: not a whole Parquet file: {error}") from error
    groups = (parquet.metadata.row_group(at) for at in range(parquet.metadata.num_row_groups))
    size = sum(group.total_byte_size for group in groups)
    file.limits.hold_rows(file.name, parquet.metadata.num_rows, size)
    check_header(file.name, parquet.schema_arrow.names)
    done = 0
    for batch in parquet.iter_batches(batch_size=_BATCH):
        table = pa.Table.from_batches([batch])
        lines = pa.array(range(done + 1, done + 1 + len(table)), pa.int64())
        done += len(table)
        yield table.add_column(0, LINE, lines).add_column(
            0, FILE, pa.array([file.name] * len(table), pa.string())
        )


def inline_rows(spec: Input, name: str) -> pa.Table:
    """Return the rows that the mapping itself holds, as text columns."""
    rows = spec.rows or ()
    header = check_header(name, list(dict.fromkeys(key for row in rows for key in row)))
    cells = [[_json_text(row.get(key)) for row in rows] for key in header]
    return _text_table("mapping", list(range(1, len(rows) + 1)), header, cells)


def _text_table(
    file: str, lines: list[int], header: list[str], columns: list[list[str | None]]
) -> pa.Table:
    arrays = [pa.array(cells, pa.string()) for cells in columns]
    files = pa.array([file] * len(lines), pa.string())
    return pa.Table.from_arrays(
        [files, pa.array(lines, pa.int64()), *arrays], [FILE, LINE, *header]
    )


def _json_text(value: Any) -> str | None:
    match value:
        case None:
            return None
        case str():
            return str(value)
        case bool():
            return "true" if value else "false"
        case int() | float() | date():
            return str(value)
        case _:
            return orjson.dumps(value).decode()


def _cell_text(value: Any) -> str | None:
    match value:
        case "" | None:
            return None
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value.total_seconds())
        case _:
            return str(value)
