"""The tables that plain dbt finds without a load: those of the company's own export."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pytest

from ingestion.sources import files
from ingestion.sources.files import doubts, refusals, row_counts

DECLARED = Path(files.__file__).parent / "raw_tables.csv"


@pytest.fixture(scope="module")
def declared() -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    with DECLARED.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            tables.setdefault(row["table"], []).append(row["column"])
    return tables


@pytest.mark.parametrize(
    ("table", "loaded"),
    [
        pytest.param(refusals.QUARANTINE, refusals.SCHEMA, id="quarantine"),
        pytest.param(doubts.DOUBTS, doubts.SCHEMA, id="doubts"),
        pytest.param(row_counts.ROW_COUNTS, row_counts.SCHEMA, id="row_counts"),
    ],
)
def test_what_a_load_says_of_itself_has_the_columns_that_it_loads(
    declared: dict[str, list[str]], table: str, loaded: pa.Schema
) -> None:
    assert declared[table] == loaded.names
