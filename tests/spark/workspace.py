"""What Spark is given: the project with every source on, and the raw tables as they are loaded."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from company import dbt_vars
from ingestion.registry import discover, read_profile
from ingestion.sources.files.shapes import read_shapes
from kpis.compilation import compile_project
from tests.end_to_end.pipeline import ROOT, Pipeline

AS_OF = date(2026, 11, 26)
#: DuckDB's names of the types of raw columns, as Spark calls them.
_SPARK_TYPES = {
    "varchar": "string",
    "timestamp with time zone": "timestamp",
    "integer": "int",
}
RawTables = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Workspace:
    """A folder with a copy of the dbt project, and the settings of dbt and Spark."""

    folder: Path

    @property
    def project(self) -> Path:
        return self.folder / "project"

    @property
    def raw_file(self) -> Path:
        return self.folder / "raw.json"

    @property
    def vars_file(self) -> Path:
        return self.folder / "vars.json"

    def prepare(self, models: Mapping[str, str]) -> None:
        """Copy the project, with `models` (name: SQL) beside its own, and write the two files."""
        left_out = shutil.ignore_patterns("target", "logs", "*.duckdb*")
        shutil.copytree(ROOT / "dbt_project", self.project, ignore=left_out)
        compile_project(self.project, AS_OF)
        for name, sql in models.items():
            (self.project / "models" / f"{name}.sql").write_text(sql, encoding="utf-8")
        self.vars_file.write_text(json.dumps(_all_sources()), encoding="utf-8")
        raw = {**_conformed_tables(), **_loaded_tables(self.folder / "data")}
        self.raw_file.write_text(json.dumps(raw), encoding="utf-8")


def _all_sources() -> dict[str, Any]:
    """Return the variables of the demo company as if every source were on."""
    specs = discover()
    profile = read_profile(ROOT / "company.yml")
    entities = {name: spec.entities for name, spec in specs.items()}
    conformed = [name for name, spec in specs.items() if spec.is_conformed]
    variables = dbt_vars(profile, AS_OF, entities, conformed, {})
    sources_of = {
        entity: [name for name, fed in entities.items() if entity in fed]
        for entity in sorted({one for fed in entities.values() for one in fed})
    }
    return variables | {
        "active_sources": list(specs),
        "entity_sources": sources_of,
        "conformed_sources": conformed,
    }


def _conformed_tables() -> RawTables:
    """Return the raw tables that have the columns of the contracts: none needs be loaded."""
    return {
        f"{spec.dataset}.{entity}": {
            name: _SPARK_TYPES.get(kind, kind) for name, kind in shape.columns.items()
        }
        for spec in discover().values()
        if spec.is_conformed
        for entity, shape in read_shapes().items()
        if entity in spec.entities
    }


def _loaded_tables(data_dir: Path) -> RawTables:
    """Load the demo company and return its raw tables."""
    pipeline = Pipeline(data_dir)
    for source in read_profile(ROOT / "company.yml").sources.active():
        done = pipeline.accord("load", source, ACCORD_AS_OF=AS_OF.isoformat())
        assert done.returncode == 0, done.stdout + done.stderr
    tables: RawTables = {}
    with duckdb.connect(str(data_dir / "warehouse.duckdb"), read_only=True) as warehouse:
        columns = warehouse.execute(
            "select table_schema || '.' || table_name, column_name, lower(data_type) "
            "from information_schema.columns where table_schema like 'raw_%' "
            "order by all"
        ).fetchall()
    for table, name, kind in columns:
        tables.setdefault(table, {})[name] = _SPARK_TYPES.get(kind, kind)
    # One quarantine is like another, and the demo has no files.
    tables.setdefault("raw_files.quarantine", tables["raw_planning.quarantine"])
    return tables
