"""Each part of an account refused in turn: what it takes rows or values from is declared.

A KPI that is made of what a part feeds has no status while the part is refused; which that is, the
part declares. What it does not declare would change a figure without a word. All figures of loads
without a part show that none does.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
import pytest

from demo.server.process import SandboxProcess
from ingestion.parts import Part
from ingestion.registry import SourceSpec, discover
from tests.breakages.compare import moved, silent
from tests.breakages.machine import Outcome
from tests.end_to_end.accounts import Accounts
from tests.end_to_end.conftest import AS_OF
from tests.end_to_end.pipeline import Pipeline
from tests.ingestion.test_parts import refused

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
#: Parts that many figures are made of.
MISSED = ("deals", "calls", "line_items")


@pytest.fixture(scope="module")
def accounts(world: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accounts]:
    """The tiny company, all of whose sources are loaded once."""
    folder = tmp_path_factory.mktemp("accounts")
    planning = folder / "planning"
    with SandboxProcess.start(world.truth.parent, AS_OF, planning_folder=planning) as server:
        yield Accounts(world, server, planning, folder)


@pytest.fixture(scope="module")
def whole(accounts: Accounts) -> Outcome:
    """The figures of an account that refuses nothing: `test_oracle` holds them to the truth."""
    return accounts.outcome()


@pytest.mark.soak
@pytest.mark.parametrize("part", WHOLE)
def test_without_a_part_no_figure_is_wrong_in_silence(
    accounts: Accounts, whole: Outcome, part: str
) -> None:
    """What is another figure says so in its row, and the rest is published."""
    assert whole.figures
    without = accounts.outcome(refused(part))
    assert without.figures
    # The test sees what a refusal changes.
    assert moved(whole, without) or part not in MISSED
    wrong = [str(one) for one in silent(whole, without)]
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(sorted(wrong)[:40])
