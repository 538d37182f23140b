"""Each part of an account refused in turn: what it takes rows or values from is declared.

A KPI that is made of what a part feeds has no status while the part is refused; which that is, the
part declares. What it does not declare would change a figure without a word.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
import pytest

from ingestion.parts import Part
from ingestion.registry import SourceSpec, discover
from tests.end_to_end.pipeline import Pipeline

#: What changes beside, and is said otherwise: the row of each figure says that the campaign of some
#: contents cannot be read; their number is as before.
SAID_OTHERWISE = {"hubspot campaigns": {"contents"}}
#: HubSpot's parts are many: a minute and more.
SOURCES = (
    pytest.param("hubspot", marks=pytest.mark.soak),
    *("zendesk", "google_analytics", "google_ads"),
)

Prints = dict[str, tuple[object, ...] | None]


@pytest.fixture
def warehouse(tiny: Pipeline, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the tiny company's warehouse; views name its file, so that it keeps its name."""
    copy = Path(shutil.copy(tiny.warehouse, tmp_path))
    with duckdb.connect(str(copy)) as connection:
        yield connection


@pytest.mark.e2e
@pytest.mark.parametrize("source", SOURCES)
def test_each_part_declares_all_that_its_refusal_changes(
    warehouse: duckdb.DuckDBPyConnection, source: str
) -> None:
    spec = discover()[source]
    before = prints(warehouse, spec)
    undeclared, effective = {}, set()
    for part in spec.parts:
        changed = changed_without(warehouse, spec, part, before)
        said = SAID_OTHERWISE.get(f"{source} {part.name}", set())
        effective |= changed
        if more := changed - {*part.entities, *said}:
            undeclared[part.name] = sorted(more)
    assert undeclared == {}
    # The test sees what a refusal changes: each source has parts that something hangs on.
    assert effective


def changed_without(
    warehouse: duckdb.DuckDBPyConnection, spec: SourceSpec, part: Part, before: Prints
) -> set[str]:
    """The entities with other rows or values when the part never gave anything."""
    warehouse.begin()
    for table in part.tables:
        warehouse.execute(f"delete from {spec.dataset}.{table}")
    after = prints(warehouse, spec)
    warehouse.rollback()
    return {entity for entity in before if before[entity] != after[entity]}


def prints(warehouse: duckdb.DuckDBPyConnection, spec: SourceSpec) -> Prints:
    """A number for all that the source gives of each entity, as staging has it."""
    return {
        entity: warehouse.execute(
            "select count(*), sum(cast(hash(rows_given) as hugeint)) "
            f"from (select * exclude (loaded_at) from staging.{view}) as rows_given"
        ).fetchone()
        for entity, view in views(warehouse, spec.name, spec.entities).items()
    }


def views(
    warehouse: duckdb.DuckDBPyConnection, source: str, entities: Collection[str]
) -> dict[str, str]:
    """The views of a source's entities: what staging keeps as a table is of the last run."""
    there = {
        str(name)
        for (name,) in warehouse.execute(
            "select table_name from information_schema.tables "
            "where table_schema = 'staging' and table_type = 'VIEW'"
        ).fetchall()
    }
    named = {entity: f"int_{source}__{entity}" for entity in entities}
    return {entity: view for entity, view in named.items() if view in there}
