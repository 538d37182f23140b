"""Each part of an account refused in turn: what it takes rows or values from is declared.

A KPI that is made of what a part feeds has no status while the part is refused; which that is, the
part declares. What it does not declare would change a figure without a word. Whole runs without a
part show that no figure does.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
import pytest

from company import load_profile
from demo.server.process import SandboxProcess
from ingestion.parts import Part
from ingestion.registry import SourceSpec, discover
from tests.end_to_end.conftest import AS_OF, parsed_as
from tests.end_to_end.pipeline import ROOT, Pipeline
from tests.end_to_end.vendors import client_of
from tests.ingestion.test_parts import refused
from tests.oracle.compare import compare_values
from tests.oracle.world import World

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


#: Associations hang on the objects; the tickets of the demo company are Zendesk's.
WHOLE = [
    part.name
    for part in discover()["hubspot"].parts
    if "_to_" not in part.name and "tickets" not in part.name
]


@pytest.mark.soak
@pytest.mark.parametrize("part", WHOLE)
def test_a_run_without_a_part_has_no_wrong_figure_with_a_status(
    world: Pipeline, tmp_path: Path, part: str
) -> None:
    """What differs from the event log has no status, or says in its row what is left out."""
    planning = tmp_path / "planning"
    folder, profile = world.truth.parent, load_profile(ROOT / "company.yml")
    begins = World(world.truth, profile, AS_OF).history_from
    with SandboxProcess.start(folder, AS_OF, planning_folder=planning) as server:
        server.misbehave([*refused(part)])
        client = parsed_as(world, client_of(server, tmp_path, planning, begins))
        client.run(AS_OF)
    outcome = compare_values(client.published, world.truth, profile, AS_OF)
    sound = {
        tuple(map(str, row))
        for row in client.query(
            "select kpi_id, variant, grain, period_start, dimension, dimension_value "
            "from kpi.kpi_values where quality = 'ok'"
        )
    }
    cells = {line: tuple(line.rpartition(": ")[0].split(", ")[:6]) for line in outcome.differences}
    wrong = [line for line, cell in cells.items() if cell in sound]
    assert not wrong, f"{len(wrong)} of {len(cells)}:\n" + "\n".join(sorted(wrong)[:40])
    assert client.query("select count(*) from kpi.kpi_values where quality = 'ok'") != [(0,)]
