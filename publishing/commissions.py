"""Attainment per rep and period, in the shapes that commission tools import.

What the public documentation of each tool tells of its imports, and what not, is in
`docs/commissions.md`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from publishing.errors import PublishError

_QUOTA = "quota_attainment"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700


@dataclass(frozen=True)
class Attained:
    """What a rep attained of a quota or target in a period.

    Attributes:
        owner_key: the rep, as in marts.dim_reps.
        attained, asked: in the KPI's unit; of the quota in the reporting currency.
        attainment: a fraction, as kpi_values has it; None where there is none.
        currency: of amounts; None for what is no money.
        note: why the figure is what it is, and what it leaves out.
    """

    owner_key: str
    kpi_id: str
    grain: str
    start: date
    end: date
    attained: float | None
    asked: float | None
    attainment: float | None
    unit: str
    currency: str | None
    is_complete: bool
    quality: str
    note: str

    @property
    def record_id(self) -> str:
        """The same at every export: an import that knows it replaces the record."""
        return f"{self.kpi_id}:{self.grain}:{self.start}:{self.owner_key}"


@dataclass(frozen=True)
class Asked:
    """Which rows are exported.

    Attributes:
        grain: month or quarter.
        since: first day of the first period; None for the last one that there is.
        kpis: those alone; none for the quota and all with a target per rep.
        with_running: whether periods that run are, too.
    """

    grain: str
    since: date | None = None
    kpis: tuple[str, ...] = ()
    with_running: bool = False


def read_attainment(
    connection: duckdb.DuckDBPyConnection, asked: Asked, currency: str
) -> list[Attained]:
    """Return what each rep attained, by period, KPI and rep.

    What belongs to no known rep is not a rep's, and not there.

    Args:
        connection: to a publication.
        asked: which rows.
        currency: the reporting currency.
    """
    rows = connection.execute(
        f"""
        with attained as (
            select
                dimension_value as owner_key, kpi_id, grain, period_start, period_end,
                case when kpi_id = '{_QUOTA}' then numerator else value end as attained,
                case when kpi_id = '{_QUOTA}' then denominator else target_value end as asked,
                case when kpi_id = '{_QUOTA}' then value else target_attainment end as attainment,
                is_complete, quality, status_reason
            from kpi.kpi_values
            where
                dimension = 'owner' and dimension_value <> 'unknown' and variant = ''
                and grain = $1 and (kpi_id = '{_QUOTA}' or target_value is not null)
                and (len($2) = 0 or list_contains($2, kpi_id)) and (is_complete or $3)
        )
        select attained.* exclude (is_complete, quality, status_reason),
            case when attained.kpi_id = '{_QUOTA}' then 'money' else catalog.unit end as unit,
            is_complete, quality, status_reason
        from attained
        inner join kpi.kpi_catalog as catalog using (kpi_id)
        where period_start >= coalesce($4, (select max(period_start) from attained))
        order by period_start, kpi_id, owner_key
        """,  # noqa: S608 - a constant
        [asked.grain, list(asked.kpis), asked.with_running, asked.since],
    ).fetchall()
    names = [field.name for field in fields(Attained) if field.name != "currency"]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return [_in_cents(row, currency) if row["unit"] == "money" else _plain(row) for row in found]


def _in_cents(row: dict[str, Any], currency: str) -> Attained:
    """Quotas are sums over days: beyond the cent is what is left of adding."""
    cents = {
        name: None if row[name] is None else round(row[name], 2) for name in ("attained", "asked")
    }
    return Attained(**row | cents, currency=currency)


def _plain(row: dict[str, Any]) -> Attained:
    return Attained(**row, currency=None)


Column = Callable[[Attained], Any]
#: What every import may take as fields of its own.
_MORE: Mapping[str, Column] = {
    "kpi": lambda row: row.kpi_id,
    "period_start": lambda row: row.start,
    "period_end": lambda row: row.end,
    "target": lambda row: row.asked,
    "attainment": lambda row: row.attainment,
    "unit": lambda row: row.unit,
    "is_complete": lambda row: row.is_complete,
    "quality": lambda row: row.quality,
    "note": lambda row: row.note,
}


def _titled(names: Mapping[str, Column]) -> dict[str, Column]:
    known = {"kpi": "KPI", "is_complete": "Complete"}
    return {known.get(name, name.replace("_", " ").title()): own for name, own in names.items()}


#: The columns of each tool's import, in their order. `Attained.owner_key` is already the tool's id.
SHAPES: Mapping[str, Mapping[str, Column]] = {
    "qobra": {
        "Record ID": lambda row: row.record_id,
        "User": lambda row: row.owner_key,
        # By this the tool picks the rows of a statement.
        "Date": lambda row: row.end,
        "Amount": lambda row: row.attained,
        "Currency": lambda row: row.currency,
        **_titled(_MORE),
    },
    "xactly": {
        "Order Code": lambda row: f"{row.kpi_id}:{row.grain}:{row.start}",
        "Item Code": lambda row: row.owner_key,
        "Order Type": lambda row: row.kpi_id,
        "Incentive Date": lambda row: row.end,
        "Amount": lambda row: row.attained,
        "Amount Unit Type": lambda row: row.currency or row.unit,
        "Employee ID": lambda row: row.owner_key,
        **_titled(_MORE),
    },
    "spiff": {
        "external_id": lambda row: row.record_id,
        "user_id": lambda row: row.owner_key,
        "value": lambda row: row.attained,
        "currency": lambda row: row.currency,
        **_MORE,
    },
    "captivateiq": {
        "id": lambda row: row.record_id,
        "employee_id": lambda row: row.owner_key,
        "date": lambda row: row.end,
        "amount": lambda row: row.attained,
        "currency": lambda row: row.currency,
        **_MORE,
    },
}
_TYPES = {date: pa.date32(), float: pa.float64(), bool: pa.bool_(), str: pa.string()}


def shaped(tool: str, rows: Sequence[Attained]) -> pa.Table:
    """Return the rows in the shape of a tool's import."""
    return pa.table(
        {
            name: pa.array([column(row) for row in rows], type=_type_of(name))
            for name, column in SHAPES[tool].items()
        }
    )


def _type_of(name: str) -> pa.DataType:
    plain = name.lower().replace(" ", "_")
    if plain in {"amount", "value", "target", "attainment"}:
        return _TYPES[float]
    if plain in {"date", "incentive_date", "period_start", "period_end"}:
        return _TYPES[date]
    return _TYPES[bool] if plain in {"is_complete", "complete"} else _TYPES[str]


def write_export(tool: str, rows: Sequence[Attained], folder: Path) -> list[Path]:
    """Write CSV and Parquet into a folder, for its owner's eyes alone; return both files.

    A new folder is its owner's alone, too. CSV is UTF-8 with a heading, commas, and dates as
    YYYY-MM-DD.

    Raises:
        PublishError: there is nothing to export, or the folder can't be made.
    """
    if not rows:
        raise PublishError("no rep has a quota or target in these periods: nothing to export")
    table = shaped(tool, rows)
    starts = sorted({row.start for row in rows})
    span = f"{starts[0]}" if len(starts) == 1 else f"{starts[0]}-to-{starts[-1]}"
    stem = f"{tool}-{rows[0].grain}-{span}"
    try:
        for new in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            new.mkdir(mode=_PRIVATE_FOLDER)
        folder.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise PublishError(f"{folder} is a file; name a folder") from error
    return [
        _write(folder / f"{stem}.csv", lambda file: pyarrow.csv.write_csv(table, file)),
        _write(folder / f"{stem}.parquet", lambda file: pyarrow.parquet.write_table(table, file)),
    ]


def _write(path: Path, write: Callable[[Any], None]) -> Path:
    """Write a file as a whole, that nobody else may read at any time."""
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            write(file)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
    return path
