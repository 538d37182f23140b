"""A model is replaced in place, and a model that fails leaves what stood."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.dbt.warehouse import PROJECT
from tests.programs import run_program


class Scratch:
    """A dbt project of one model, with Accord's materialisations and nothing else of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "models").mkdir()
        shutil.copytree(PROJECT / "macros" / "materializations", folder / "macros")
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
        return run_program("dbt", ["run", "--quiet"], self.folder, {}).succeeded

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

    def value(self) -> int:
        with duckdb.connect(str(self.folder / "warehouse.duckdb"), read_only=True) as connection:
            [(found,)] = connection.execute("select value from model").fetchall()
            return int(found)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def test_a_model_takes_the_place_of_what_stood_whatever_it_was(scratch: Scratch) -> None:
    for number, (materialized, kind) in enumerate(
        [("table", "BASE TABLE"), ("view", "VIEW"), ("table", "BASE TABLE")]
    ):
        assert scratch.build(materialized, f"select {number} as value")
        # Nothing else is left behind: no copy under another name.
        assert scratch.relations() == {"model": kind}
        assert scratch.value() == number


def test_so_does_a_model_in_python(scratch: Scratch) -> None:
    assert scratch.build("view", "select 0 as value")
    for number in (1, 2):
        assert scratch.build_python(f"{number}")
        assert scratch.relations() == {"model": "BASE TABLE"}
        assert scratch.value() == number
    assert not scratch.build_python("1 // 0")
    assert scratch.value() == 2


def test_a_model_that_fails_leaves_the_table_of_before(scratch: Scratch) -> None:
    assert scratch.build("table", "select 1 as value")
    assert not scratch.build("table", "select cast('no number' as integer) as value")
    assert scratch.value() == 1


def test_descriptions_become_comments(scratch: Scratch) -> None:
    described = "{name: value, description: 'The \"number\"'}, {name: plain}"
    assert scratch.build_described("select 1 as value, 2 as plain", described)
    assert scratch.comments() == {"model": "It's one row", "value": 'The "number"', "plain": None}


def test_a_description_of_a_column_that_is_not_there_is_an_error(scratch: Scratch) -> None:
    assert not scratch.build_described("select 1 as value", "{name: vale, description: Slip}")
    assert scratch.relations() == {}
