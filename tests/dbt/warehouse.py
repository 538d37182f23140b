"""A warehouse filled by hand: base-shaped rows of the `files` source, and dbt run on them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from ruamel.yaml import YAML

from tests.programs import run_program

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
Row = dict[str, Any]


@cache
def shape(entity: str) -> dict[str, str]:
    """Return the columns of a base entity and their types, as its contract declares them."""
    [found] = PROJECT.glob(f"models/conformed/unioned/int_{entity}__unioned.yml")
    [model] = YAML(typ="safe").load(found.read_text(encoding="utf-8"))["models"]
    return {column["name"]: column["data_type"] for column in model["columns"]}


@dataclass
class Warehouse:
    """One scratch warehouse and the variables that dbt gets.

    Several may share a workspace, and so what dbt has parsed.
    """

    folder: Path
    workspace: Path
    variables: Row = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.folder / "warehouse.duckdb"

    @property
    def project(self) -> Path:
        """The project without its KPI layer: half of what dbt parses, and nothing here asks it."""
        copy = self.workspace / "project"
        if not copy.exists():
            layer = ("kpi", "metrics", "scorecards", "exposures.yml")
            made = ("target", "logs", "dbt_packages", "warehouse.duckdb*")
            left_out = shutil.ignore_patterns(*layer, *made)
            shutil.copytree(PROJECT, copy, ignore=left_out)
        return copy

    def load(self, entities: dict[str, list[Row]]) -> None:
        """Replace what the source says: one table per entity, an id in each row is enough."""
        with duckdb.connect(str(self.path)) as connection:
            connection.execute("create schema if not exists raw_files")
            for entity, rows in entities.items():
                columns = shape(entity)
                declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
                connection.execute(f"create or replace table raw_files.{entity} ({declared})")
                for row in rows:
                    given = {"source": "files", "source_id": row["source_key"], **row}
                    given.setdefault("is_deleted", False)
                    names = ", ".join(given)
                    marks = ", ".join("?" for _ in given)
                    connection.execute(
                        f"insert into raw_files.{entity} ({names}) values ({marks})",
                        list(given.values()),
                    )
        self.variables |= {
            "active_sources": ["files"],
            "conformed_sources": ["files"],
            "entity_sources": {entity: ["files"] for entity in entities},
        }

    def build(self, as_of: str, *models: str) -> None:
        """Build models and all they read; a failure shows what dbt printed."""
        target = str(self.workspace / "target")
        done = run_program(
            # As in a run: dbt parses anew only for what its models' places depend on.
            "accord-dbt",
            [
                "run",
                *("--project-dir", str(self.project), "--profiles-dir", str(self.project)),
                *("--target-path", target, "--log-path", str(self.workspace / "logs")),
                *("--vars", json.dumps({**self.variables, "as_of": as_of})),
                *("--select", *(f"+{model}" for model in models)),
            ],
            self.folder,
            {
                "ACCORD_DEV_WAREHOUSE": str(self.path),
                "DBT_PROJECT_DIR": str(self.project),
                "DBT_TARGET_PATH": target,
            },
        )
        assert done.succeeded, done.output[-6000:]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.path), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def marts(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every mart, its rows in order."""
        names = self.query(
            "select table_name from information_schema.tables "
            "where table_schema = 'marts' order by table_name"
        )
        return {name: self.query(f"select * from marts.{name} order by all") for (name,) in names}
