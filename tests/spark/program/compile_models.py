"""Has dbt compile a project for an engine, without asking that engine anything.

Runs in the environment of `make spark`: python -m program.compile_models ENGINE PROJECT TARGET VARS
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def compile_models(engine: str, project: Path, target: Path, variables: str) -> list[str]:
    """Compile every model, test and snapshot into `target`; return what went wrong.

    Args:
        engine: a target of profiles.yml, which is also the name of dbt's adapter.
        project: folder of dbt_project.yml.
        target: dbt's target folder.
        variables: dbt's, as JSON.
    """
    from dbt.cli.main import dbtRunner

    # As on a first run: nothing is built yet, and so nothing is asked.
    adapter = import_module(f"dbt.adapters.{engine}").Plugin.adapter
    adapter.get_relation = _no_relation
    where = ["--project-dir", str(project), "--profiles-dir", str(Path(__file__).parents[1])]
    where += ["--target-path", str(target), "--log-path", str(target / "logs")]
    offline = ["--no-populate-cache", "--no-introspect", "--exclude", "resource_type:unit_test"]
    compiled = dbtRunner().invoke(
        ["compile", "--quiet", "--target", engine, *where, *offline, "--vars", variables]
    )
    if compiled.exception:
        return [str(compiled.exception)]
    results = compiled.result
    return [f"{one.node.name}: {one.message}" for one in results if one.status != "success"]


def _no_relation(*_arguments: Any, **_named: Any) -> None:
    return None


if __name__ == "__main__":
    engine_name, project_dir, target_dir, variables_file = sys.argv[1:]
    faults = compile_models(
        engine_name, Path(project_dir), Path(target_dir), Path(variables_file).read_text()
    )
    # An empty text would be an error of its own.
    sys.exit("\n".join(faults) or None)
