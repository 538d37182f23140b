"""Pages of JSON rows to Arrow tables with declared columns.

Vendors write the same thing in several ways (numbers as text, instants as ISO 8601 or epoch
milliseconds, a cleared value as ""). `to_arrow` reads them by column, so a page costs a few list
comprehensions instead of one Python object per cell.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from ingestion.refused import Misshapen, Refused, RefusedValueError

# Instants are UTC without a zone, so that no engine's session time zone can shift them.
TIMESTAMP = pa.timestamp("us")
_ZONED = pa.timestamp("us", tz="UTC")
LOADED_AT = "_loaded_at"

Row = Mapping[str, Any]
Day = TypeVar("Day", date, datetime)


#: No record of a company is older; a date of year 0 or 1 is a vendor's way of saying none.
_FIRST_YEAR = 1900


def to_arrow(
    rows: Sequence[Row],
    schema: pa.Schema,
    loaded_at: datetime | None = None,
    refused: list[Refused] | None = None,
) -> pa.Table:
    """Turn one page of rows into a table of exactly the columns of `schema`.

    Keys that the schema does not name are dropped, missing ones are null, "" is null in every
    column that is not text. Instants become UTC; those without a zone are taken as UTC. A schema
    with `_loaded_at` gets `loaded_at` (default: now) there. A value that does not fit is null and
    noted in `refused`.

    Raises:
        RefusedValueError: a value does not fit, and there is no `refused` or it is one of a key;
            the message names the column and the value.
    """
    names = (name for name in schema.names if name != LOADED_AT)
    values = {name: [row.get(name) for row in rows] for name in names}
    return from_columns(values, schema, loaded_at, refused)


def from_columns(
    columns: Mapping[str, list[Any]],
    schema: pa.Schema,
    loaded_at: datetime | None = None,
    refused: list[Refused] | None = None,
) -> pa.Table:
    """`to_arrow` of a page that is columns already, which spares a dict per row."""
    count = max(map(len, columns.values()), default=0)
    arrays = []
    for field in schema:
        if field.name == LOADED_AT:
            instant = (loaded_at or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
            arrays.append(pa.repeat(pa.scalar(instant, field.type), count))
        elif field.name in columns:
            arrays.append(column(columns[field.name], field, refused))
        else:
            arrays.append(pa.nulls(count, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def by_column(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Return a page of tuples, in the order of `names`, as columns."""
    columns = map(list, zip(*rows, strict=True))
    # Without rows there are no columns either, and all of the schema's are empty.
    return dict(zip(names, columns, strict=bool(rows)))


def column(values: list[Any], field: pa.Field, refused: list[Refused] | None = None) -> pa.Array:
    """One column of a page in the type of `field`; see `to_arrow` for what is accepted."""
    try:
        return _sound(_convert(values, field.type))
    except (pa.ArrowException, ValueError, TypeError, KeyError):
        cells = [_single(at, value, field, refused) for at, value in enumerate(values)]
        return pa.array(cells, type=field.type)


def _convert(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind):
        return pa.array(values, type=kind)
    if pa.types.is_boolean(kind):
        return pa.array([_BOOLEANS[value] for value in values], type=kind)
    known = [None if value == "" else value for value in values] if "" in values else values
    if pa.types.is_timestamp(kind):
        return pa.array(known, type=pa.string()).cast(_ZONED).cast(kind)
    # One spelling a column; where they are mixed, the caller reads value by value.
    first = next((value for value in known if value is not None), None)
    if pa.types.is_date(kind) or isinstance(first, str):
        return pa.array(known, type=pa.string()).cast(kind)
    return pa.array(known, type=kind)


def _sound(values: pa.Array) -> pa.Array:
    """Return the values where all are numbers and dates that a warehouse can add up.

    Raises:
        ValueError: one is not, and each has to be looked at.
    """
    if pa.types.is_floating(values.type):
        is_sound = pc.all(pc.is_finite(values)).as_py()
    elif pa.types.is_temporal(values.type):
        years = pc.min_max(pc.year(values)).as_py()
        is_sound = years["min"] is None or (_has_year(years["min"]) and _has_year(years["max"]))
    else:
        return values
    if is_sound is False:
        raise ValueError
    return values


def _has_year(year: int) -> bool:
    return _FIRST_YEAR <= year <= date.max.year


_BOOLEANS: dict[Any, bool | None] = {
    True: True, False: False, None: None, "true": True, "false": False, "": None,
}  # fmt: skip


def _single(at: int, value: Any, field: pa.Field, refused: list[Refused] | None) -> Any:
    if value is None or (value == "" and not pa.types.is_string(field.type)):
        return None
    try:
        return _parse(value, field.type)
    except (pa.ArrowException, ValueError, TypeError, KeyError, OverflowError, OSError) as error:
        found = Refused(at, field.name, value, f"is not a {field.type}")
        if refused is None or not field.nullable:
            raise RefusedValueError(str(found)) from error
        refused.append(found)
        return None


def _parse(value: Any, kind: pa.DataType) -> Any:
    if isinstance(value, Misshapen):
        raise TypeError
    if pa.types.is_string(kind):
        return value if isinstance(value, str) else _text(value)
    if pa.types.is_boolean(kind):
        return _BOOLEANS[value.lower() if isinstance(value, str) else value]
    if pa.types.is_timestamp(kind):
        return _dated(_instant(value)).replace(tzinfo=None)
    if pa.types.is_date(kind):
        return _dated(value if type(value) is date else _instant(value).date())
    if isinstance(value, bool):
        raise TypeError
    if pa.types.is_integer(kind):
        number = float(value)
        if not number.is_integer():
            raise ValueError(value)
        return int(value) if isinstance(value, str | int) and "." not in str(value) else int(number)
    number = pa.scalar(str(value)).cast(kind).as_py()
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _dated(value: Day) -> Day:
    if not _has_year(value.year):
        raise ValueError
    return value


def _text(value: Any) -> str:
    return orjson.dumps(value).decode()


def _instant(value: Any) -> datetime:
    """ISO 8601 (no zone means UTC) or epoch milliseconds, as number or as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, int | float) or value.lstrip("-").isdigit():
        return datetime.fromtimestamp(int(value) / 1000, tz=UTC)
    parsed = datetime.fromisoformat(value)
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
