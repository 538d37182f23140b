"""One bad value is one refused value: its record loads without it, and it is listed with why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingestion.refused import RefusedValueError
from tests.faults.portal import Company, company_of

LISTED = "table_name, record_key, field, value"


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    with company_of(tmp_path, monkeypatch) as found:
        yield found


def quarantined(path: Path, columns: str = LISTED) -> list[Any]:
    with duckdb.connect(str(path), read_only=True) as connection:
        sql = f"select {columns} from raw_hubspot.quarantine order by all"
        return connection.execute(sql).fetchall()


@pytest.mark.fault(19)
def test_a_record_loads_without_its_bad_values_until_they_are_right(company: Company) -> None:
    portal = company.portal
    portal.touch(1, "2026-11-20T10:00:01Z", name="One", numberofemployees="51-200")
    portal.touch(2, "2026-11-20T10:00:02Z", name="Two", numberofemployees="12.5")
    portal.touch(3, "2026-11-20T10:00:03Z", name="Three", numberofemployees=" ")
    portal.touch(4, "2026-11-20T10:00:04Z", name="Four", createdate="0000-01-01")
    portal.touch(5, "2026-11-20T10:00:05Z", name="Five", numberofemployees={"size": 7})
    portal.touch(6, "2026-11-20T10:00:06Z", name="Six", numberofemployees="ask bo@north.example")
    portal.touch(7, "2026-11-20T10:00:07Z", name="Seven", numberofemployees="12")
    company.load()
    assert company.rows("id, name, numberofemployees") == [
        ("1", "One", None), ("2", "Two", None), ("3", "Three", None), ("4", "Four", None),
        ("5", "Five", None), ("6", "Six", None), ("7", "Seven", 12),
    ]  # fmt: skip
    assert quarantined(company.path) == [
        ("companies", "1", "numberofemployees", "51-200"),
        ("companies", "2", "numberofemployees", "12.5"),
        ("companies", "3", "numberofemployees", " "),
        ("companies", "4", "createdate", "0000-01-01"),
        ("companies", "5", "numberofemployees", "{'size': 7}"),
        ("companies", "6", "numberofemployees", "(redacted, 20 characters)"),
    ]
    assert quarantined(company.path, "distinct reason") == [
        ("is not a int64",), ("is not a timestamp[us]",),
    ]  # fmt: skip
    portal.touch(1, "2026-11-20T11:00:00Z", numberofemployees="120")
    portal.touch(2, "2026-11-20T11:00:00Z", numberofemployees="13,5")
    company.load()
    assert [row[1:] for row in quarantined(company.path)][:2] == [
        ("2", "numberofemployees", "13,5"),
        ("3", "numberofemployees", " "),
    ]
    assert company.rows("numberofemployees")[0] == (120,)


@pytest.mark.fault(19)
def test_a_format_that_changed_stops_the_load_unless_the_company_says_otherwise(
    company: Company,
) -> None:
    for key in range(1, 41):
        company.portal.touch(key, f"2026-11-20T10:00:{key:02}Z", numberofemployees=f"{key},00")
    with pytest.raises(RefusedValueError, match=r"companies: 40 of \d+ values of numberofemp"):
        company.load()
    assert company.rows() == []
    company.load(refused_share=1.0)
    assert len(quarantined(company.path)) == 40
    assert len(company.rows()) == 40
