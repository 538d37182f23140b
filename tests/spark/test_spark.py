"""`make spark`: Spark's own parser and analyser read every model; BigQuery's dbt compiles them.

Spark is in an environment of its own, so what runs there is a program (see `program/`).
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlglot

from tests.dbt.engine_values import ENGINE_VALUES, values_model
from tests.spark.workspace import Workspace

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(
        "ACCORD_SPARK_PYTHON" not in os.environ,
        reason="run `make spark`: it installs Spark (and needs Java) beside Accord",
    ),
]
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("spark"))
    made.prepare({"engine_values": values_model()})
    return made


@pytest.fixture(scope="module")
def compiled(workspace: Workspace) -> Callable[[str], Path]:
    """Compile the project for an engine; return dbt's target folder."""

    def compile_for(engine: str) -> Path:
        target = workspace.folder / engine
        if not target.exists():
            target.mkdir()
            _program("compile_models", engine, workspace.project, target, workspace.vars_file)
        return target

    return compile_for


@pytest.fixture(scope="module")
def report(workspace: Workspace, compiled: Callable[[str], Path]) -> dict[str, Any]:
    """What Spark says of every statement."""
    file = workspace.folder / "report.json"
    _program("analyse", compiled("spark"), workspace.raw_file, file)
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def test_spark_takes_every_statement(report: dict[str, Any]) -> None:
    assert not report["refused"], "\n\n".join(
        f"{name}: {reason}" for name, reason in report["refused"].items()
    )


def test_spark_read_the_whole_project(report: dict[str, Any], workspace: Workspace) -> None:
    written = {path.stem for path in workspace.project.glob("models/**/*.sql")}
    # An ephemeral model is read where it is used.
    assert written - set(report["accepted"]) == {"kpi__notes"}


@pytest.mark.parametrize("name", ENGINE_VALUES)
def test_spark_computes(name: str, report: dict[str, Any]) -> None:
    assert report["values"][name] == ENGINE_VALUES[name].expected


def test_bigquery_compiles(compiled: Callable[[str], Path]) -> None:
    """Compiled is not run: whether BigQuery takes it is not known (docs/portability.md)."""
    texts = list(compiled("bigquery").glob("compiled/accord/models/**/*.sql"))
    assert len(texts) > 200
    for text in texts:
        sqlglot.parse_one(text.read_text(encoding="utf-8"), dialect="bigquery")


def _program(name: str, *arguments: object) -> None:
    """Run a program of `program/` in Spark's environment."""
    python = Path(os.environ["ACCORD_SPARK_PYTHON"]).absolute()
    done = subprocess.run(
        [str(python), "-m", f"program.{name}", *map(str, arguments)],
        cwd=HERE,
        env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]
