"""A small dbt project around the KPI layer: hand-made marts, some KPIs over them.

The macros and models of the layer are the project's own. The definitions are the twenty of the
foundation, kept as they were, so that what is tested does not move with what they mean.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kpis.compilation import compile_project
from kpis.needs import DAYS
from tests.programs import run_program
from tests.workers import once, shared

ROOT = Path(__file__).parents[2]
REAL_PROJECT = ROOT / "dbt_project"
#: Every base entity, as if a source fed it.
ENTITIES = (
    "people",
    "activities",
    "opportunities",
    "opportunity_changes",
    "ad_spend",
    "web_traffic",
    "quotas",
    "tickets",
    "survey_answers",
    "targets",
)
AS_OF = date(2026, 2, 15)


class KpiProject:
    """A copy of the KPI layer that can be built for any day into any warehouse."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def made_in(cls, folder: Path) -> KpiProject:
        """Lay the project out in a new folder."""
        shutil.copytree(Path(__file__).parent / "project", folder)
        for name in ("macros", "tests/generic"):
            shutil.copytree(REAL_PROJECT / name, folder / name)
        # This project has neither raw tables, of which what was refused or is doubtful is read, nor
        # weights of integrity, nor dimensions to name members by.
        raw = (
            "quarantine_summary*",
            "kpi__doubtful__unit_tests.yml",
            "kpi__integrity_parts*",
            "names",
        )
        # Its definitions are its own, and none of them was released.
        released = "kpi__released.yml"
        ignored = shutil.ignore_patterns("generated", released, *raw)
        shutil.copytree(REAL_PROJECT / "models/kpi", folder / "models/kpi", ignore=ignored)
        for entity in ENTITIES:
            # The layer only asks whether what feeds the hand-made marts has any rows.
            model = folder / f"models/marts/int_{entity}__unioned.sql"
            if not model.exists():
                day = DAYS.get(entity, "loaded_at")
                model.write_text(
                    "select 'fixture' as source, 1 as source_key, false as is_deleted, "
                    f"date '2025-01-01' as {day}\n"
                )
        # The one KPI that the layer itself makes possible.
        name = "models/metrics/result/target_attainment.yml"
        shutil.copy(REAL_PROJECT / name, folder / name)
        settings = (REAL_PROJECT / "dbt_project.yml").read_text()
        unenforced = settings.replace("+contract: {enforced: true}", "+contract: {enforced: false}")
        (folder / "dbt_project.yml").write_text(unenforced)
        shutil.copy(REAL_PROJECT / "profiles.yml", folder / "profiles.yml")
        return cls(folder)

    def variables(self, as_of: date, **more: Any) -> dict[str, Any]:
        sources = {entity: ["fixture"] for entity in ENTITIES}
        return {"as_of": as_of.isoformat(), "entity_sources": sources, **more}

    def build(self, warehouse: Path, as_of: date = AS_OF, **variables: Any) -> None:
        """Build marts and KPIs as at `as_of`, as a run does.

        Every warehouse has the same file name: what dbt has parsed names its database by it.
        """
        chosen = json.dumps(self.variables(as_of, **variables))
        # As in a run, dbt parses anew only for what its models' places depend on. What its unit
        # tests say, `tests/dbt/test_fresh_clone.py` asks.
        left_out = ("--exclude-resource-type", "unit_test")
        self.run(
            "accord-dbt",
            warehouse,
            "build",
            *left_out,
            "--select",
            "marts",
            "kpi",
            "--vars",
            chosen,
        )

    def run(self, program: str, warehouse: Path, *arguments: str) -> str:
        done = run_program(
            program,
            arguments,
            self.folder,
            {
                "ACCORD_DEV_WAREHOUSE": str(warehouse),
                "DBT_PROFILES_DIR": str(self.folder),
                "DBT_PROJECT_DIR": str(self.folder),
                "DBT_TARGET_PATH": str(self.folder / "target"),
            },
        )
        assert done.succeeded, done.output[-6000:]
        return done.output


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The compiled project and its warehouse as at AS_OF, made once for all workers: only copied.

    Planning and building them takes longer than most of the tests.
    """
    folder = shared(tmp_path_factory, worker_id) / "kpi"

    def build() -> None:
        project = KpiProject.made_in(folder / "project")
        compile_project(project.folder, AS_OF)
        project.build(folder / "warehouse.duckdb")

    return once(folder, build)


@pytest.fixture(scope="session")
def kpi_project(built: Path, tmp_path_factory: pytest.TempPathFactory) -> KpiProject:
    """The compiled project: planned once for all tests of this folder."""
    folder = tmp_path_factory.mktemp("kpi") / "project"
    shutil.copytree(built / "project", folder)
    return KpiProject(folder)


@pytest.fixture(scope="session")
def fresh_warehouse(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything up to AS_OF loaded and computed in one go."""
    copy = shutil.copy(built / "warehouse.duckdb", tmp_path_factory.mktemp("fresh"))
    return Path(copy)


@pytest.fixture
def fresh(fresh_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(fresh_warehouse), read_only=True) as connection:
        yield connection


Figures = dict[tuple[Any, ...], tuple[Any, ...]]


@pytest.fixture
def figures() -> Callable[[Path], Figures]:
    """Reads every figure of a warehouse: all business columns of kpi_values by its key."""

    def read(warehouse: Path) -> Figures:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            rows = connection.execute(
                """
                select
                    kpi_id, variant, grain, period_start, dimension, dimension_value,
                    period_end, value, numerator, denominator, previous_value,
                    previous_year_value, change, change_pct, change_previous_year,
                    change_previous_year_pct, trend, status, status_reason, is_complete,
                    definition_version
                from kpi.kpi_values
                """
            ).fetchall()
        return {row[:6]: row[6:] for row in rows}

    return read
