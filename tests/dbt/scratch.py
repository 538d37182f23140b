"""A dbt project in a folder of its own, to try macros on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb

from tests.dbt.warehouse import PROJECT
from tests.programs import run_program


class Scratch:
    """A dbt project of one model, with some of Accord's macros and nothing else of it."""

    def __init__(self, folder: Path, *macros: str) -> None:
        self.folder = folder
        self.variables: dict[str, Any] = {}
        (folder / "models").mkdir()
        (folder / "macros").mkdir()
        for name in macros:
            source, target = PROJECT / "macros" / name, folder / "macros" / Path(name).name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
        (folder / "dbt_project.yml").write_text(
            "{name: scratch, version: 1.0.0, profile: scratch, config-version: 2}"
        )
        (folder / "profiles.yml").write_text(
            "scratch: {target: dev, outputs: {dev: "
            "{type: duckdb, path: warehouse.duckdb, schema: main}}}"
        )

    def build(self, materialized: str, sql: str) -> bool:
        """Build the model; return whether dbt could."""
        return self._run("model.sql", f"{{{{ config(materialized='{materialized}') }}}}\n{sql}")

    def build_described(self, sql: str, columns: str) -> bool:
        """Build the model, with these descriptions as its columns'; return whether dbt could."""
        (self.folder / "dbt_project.yml").write_text(
            "{name: scratch, version: 1.0.0, profile: scratch, config-version: 2, "
            "models: {+persist_docs: {relation: true, columns: true}}}"
        )
        (self.folder / "models.yml").write_text(
            f"models: [{{name: model, description: It's one row, columns: [{columns}]}}]"
        )
        return self.build("table", sql)

    def build_python(self, value: str) -> bool:
        """Build the model in Python; return whether dbt could."""
        query = f"'select ' + str({value}) + ' as value'"
        return self._run("model.py", f"def model(dbt, session):\n    return session.sql({query})\n")

    def _run(self, name: str, code: str) -> bool:
        for former in (self.folder / "models").iterdir():
            former.unlink()
        described = self.folder / "models.yml"
        if described.exists():
            shutil.copy(described, self.folder / "models")
        (self.folder / "models" / name).write_text(code)
        command = ["run", "--quiet", "--vars", json.dumps(self.variables)]
        return run_program("dbt", command, self.folder, {}).succeeded

    def statements(self) -> str:
        """Return what dbt last logged, its statements among it."""
        return (self.folder / "logs" / "dbt.log").read_text("utf-8").rpartition(" | ")[2]

    def relations(self) -> dict[str, str]:
        """Return each relation's type by name."""
        with duckdb.connect(str(self.folder / "warehouse.duckdb"), read_only=True) as connection:
            return dict(
                connection.execute(
                    "select table_name, table_type from information_schema.tables"
                ).fetchall()
            )

    def comments(self) -> dict[str, str | None]:
        """Return the comments of the model and of its columns by name."""
        with duckdb.connect(str(self.folder / "warehouse.duckdb"), read_only=True) as connection:
            return dict(
                connection.execute(
                    "select table_name, comment from duckdb_tables() union all "
                    "select column_name, comment from duckdb_columns() where not internal"
                ).fetchall()
            )

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows of the model."""
        with duckdb.connect(str(self.folder / "warehouse.duckdb"), read_only=True) as connection:
            return connection.execute("select * from model").fetchall()
