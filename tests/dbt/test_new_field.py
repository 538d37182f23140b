"""The lines of docs/first-change/field.md, and nothing else, bring a new field of a deal along."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from ingestion.raw_table import RawTable
from ingestion.sources.hubspot.object_types import ObjectType
from ingestion.sources.hubspot.source import RAW_TABLES
from ingestion.sources.hubspot.tables import record_table
from tests.dbt.warehouse import PROJECT, Warehouse

ROOT = PROJECT.parent
PAGE = ROOT / "docs" / "first-change" / "field.md"
#: What issue 8 allows; it was eleven.
MOST_DBT_FILES = 5


def patch() -> str:
    """The lines that the page says to write, as one patch."""
    return "".join(re.findall(r"```diff\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the project and of the HubSpot source, with the lines of the page."""
    copy = tmp_path / "copy"
    left_out = shutil.ignore_patterns(
        "kpi", "metrics", "scorecards", "exposures.yml", "target", "logs"
    )
    shutil.copytree(PROJECT, copy / "dbt_project", ignore=left_out)
    shutil.copytree(ROOT / "ingestion" / "sources" / "hubspot", copy / "ingestion/sources/hubspot")
    subprocess.run(
        ["git", "apply", "-C1", "-"], cwd=copy, input=patch(), text=True, check=True, timeout=60
    )
    return copy


def object_types(copy: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ObjectType, ...]:
    """What the changed source reads of each CRM object."""
    for name in ("mapping", "object_types"):
        path = copy / "ingestion" / "sources" / "hubspot" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(f"ingestion.sources.hubspot.{name}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
    found: tuple[ObjectType, ...] = module.CRM_OBJECTS
    return found


def raw_tables(kinds: tuple[ObjectType, ...]) -> list[RawTable]:
    """Every raw table that the source leaves in the warehouse."""
    records = [record_table(kind) for kind in kinds]
    names = {table.name for table in records}
    return [*records, *(table for table in RAW_TABLES if table.name not in names)]


def test_a_new_field_touches_five_dbt_files() -> None:
    files = re.findall(r"^\+\+\+ b/(\S+)", patch(), re.MULTILINE)
    assert len([file for file in files if file.startswith("dbt_project/")]) <= MOST_DBT_FILES


def test_a_new_field_of_a_deal_reaches_the_mart(
    changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse(tmp_path, tmp_path)
    shutil.move(changed / "dbt_project", warehouse.workspace / "project")
    warehouse.variables = {
        "active_sources": ["hubspot"],
        "entity_sources": {
            entity: ["hubspot"]
            for entity in ("accounts", "opportunities", "opportunity_stages", "people", "reps")
        },
    }
    with duckdb.connect(str(warehouse.path)) as connection:
        connection.execute("create schema raw_hubspot")
        for table in raw_tables(object_types(changed, monkeypatch)):
            empty: pa.Table = table.schema.empty_table()
            connection.register("empty", empty)
            connection.execute(f"create table raw_hubspot.{table.name} as select * from empty")
        connection.execute(
            """
            insert into raw_hubspot.deals
            (id, pipeline, dealstage, mapped_competitor, mapped_competitor_2, created_at,
             updated_at, archived, _loaded_at)
            values ('7', 'sales', 'demo', 'Initech', 'Globex', '2025-03-01 10:00:00+00',
                    '2025-03-02 10:00:00+00', false, '2025-03-03 10:00:00+00')
            """
        )
    warehouse.build("2025-04-30", "fct_opportunities")
    assert warehouse.query(
        "select opportunity_key, competitor, competitor_2 from marts.fct_opportunities"
    ) == [("hubspot:7", "Initech", "Globex")]
