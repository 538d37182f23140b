"""A developer's dbt: plain dbt on `dev`, with the compiled KPI models made fresh first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kpis.compilation import compile_project
from orchestration.company.context import Company
from orchestration.dbt import command as dbt_command
from orchestration.dbt.manifest import project_lock


def split_target(args: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the target that dbt's arguments name (None: its default), and the others."""
    target, others = None, []
    left = iter(args)
    for one in left:
        if one in ("--target", "-t"):
            target = next(left, None)
        elif one.startswith("--target="):
            target = one.partition("=")[2]
        else:
            others.append(one)
    return target, others


def compile_on_dev(company: Company) -> None:
    """Write the KPI models that the metric files compile to, unless they are up to date.

    Raises:
        DefinitionError, CompileError: a metric file can't be used.
    """
    with project_lock():
        compile_project(dbt_command.DBT_PROJECT_DIR, company.as_of)


def run_on_dev(company: Company, program: str, args: Sequence[str]) -> int:
    """Run `dbt <args>` or `mf <args>` as typed in the project's folder; return its exit code."""
    compile_on_dev(company)
    if program == "mf":
        # MetricFlow reads what dbt parsed last.
        parsed = run_on_dev(company, "dbt", ["--quiet", "parse"])
        if parsed:
            return parsed
    executable = Path(sys.executable).with_name(program)
    return subprocess.run(  # noqa: S603 - the developer's own command
        [str(executable), *args],
        env=company.settings.child_environment(
            ACCORD_DEV_WAREHOUSE=str(company.settings.dev_warehouse)
        ),
        cwd=dbt_command.DBT_PROJECT_DIR,
        check=False,
    ).returncode
