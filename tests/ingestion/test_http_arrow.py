from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from ingestion.arrow import LOADED_AT, TIMESTAMP, by_column, from_columns, to_arrow
from ingestion.refused import RefusedValueError


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def one(kind: pa.DataType, *values: Any) -> list[Any]:
    rows = [{"x": value} for value in values]
    return to_arrow(rows, pa.schema([("x", kind)]))["x"].to_pylist()


@pytest.mark.fault(20)
@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (TIMESTAMP, "2026-03-29T01:30:00.250Z", at("2026-03-29 01:30:00.250")),
        (TIMESTAMP, "2026-03-29T03:30:00+02:00", at("2026-03-29 01:30:00")),
        (TIMESTAMP, "2026-03-29 01:30:00", at("2026-03-29 01:30:00")),
        (TIMESTAMP, "1774747800000", at("2026-03-29 01:30:00")),
        (TIMESTAMP, 1774747800000, at("2026-03-29 01:30:00")),
        (TIMESTAMP, "", None),
        (pa.date32(), "2026-02-28", date(2026, 2, 28)),
        (pa.date32(), "2026-02-28T00:00:00Z", date(2026, 2, 28)),
        (pa.float64(), "12.50", 12.5),
        (pa.float64(), 3, 3.0),
        (pa.int64(), "42", 42),
        (pa.int64(), "42.0", 42),
        (pa.int64(), "9007199254740993", 9007199254740993),
        (pa.bool_(), "true", True),
        (pa.bool_(), "", None),
        (pa.string(), "", ""),
        (pa.string(), 7, "7"),
        (pa.string(), {"a": [1]}, '{"a":[1]}'),
        (pa.string(), None, None),
    ],
)
def test_values_of_all_spellings_become_typed(kind: pa.DataType, value: Any, expected: Any) -> None:
    assert one(kind, value) == [expected]


def test_spellings_may_be_mixed_in_a_column() -> None:
    assert one(TIMESTAMP, "1774747800000", "2026-03-29T01:30:00Z", None) == [
        at("2026-03-29 01:30:00"),
        at("2026-03-29 01:30:00"),
        None,
    ]


@pytest.mark.fault(19)
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (TIMESTAMP, "yesterday"),
        (pa.date32(), "31/12/2026"),
        (pa.float64(), "12,5"),
        (pa.int64(), "1.5"),
        (pa.bool_(), "maybe"),
    ],
)
def test_a_value_that_does_not_fit_names_its_column(kind: pa.DataType, value: str) -> None:
    with pytest.raises(RefusedValueError, match="column x") as raised:
        one(kind, None, value)
    assert value in str(raised.value)


@pytest.mark.fault(17)
def test_only_declared_columns_are_kept_and_missing_ones_are_null() -> None:
    columns = pa.schema([("a", pa.string()), ("b", pa.int64()), (LOADED_AT, TIMESTAMP)])

    table = to_arrow([{"a": "x", "c": 1}], columns, datetime(2026, 1, 1, tzinfo=UTC))

    assert table.to_pylist() == [{"a": "x", "b": None, LOADED_AT: at("2026-01-01")}]


@pytest.mark.parametrize("rows", [[], [("x", "1"), ("y", "")]])
def test_tuples_make_the_table_that_dicts_make(rows: list[tuple[str, str]]) -> None:
    columns = pa.schema(
        [("b", pa.string()), ("a", pa.int64()), ("c", pa.date32()), (LOADED_AT, TIMESTAMP)]
    )
    now = datetime(2026, 1, 1, tzinfo=UTC)
    dicts = [{"b": text, "a": number} for text, number in rows]
    page = by_column(("b", "a"), rows)
    assert from_columns(page, columns, now) == to_arrow(dicts, columns, now)
