"""The KPI layer outside dbt's own graph: compile the metric files, build the values again."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kpis.compilation import compile_project
from orchestration.company.context import Company
from orchestration.dbt import command as dbt_command
from orchestration.dbt.command import DbtCommand

#: dbt's second selection, built after the checks: the folder, and what is tagged elsewhere.
KPI_SELECTION = "fqn:accord.kpi tag:kpi"
#: Unit tests say whether the SQL is right, which no data changes: `make test` runs them.
WITHOUT_UNIT_TESTS = ("--exclude-resource-type", "unit_test")


def compile_kpis(company: Company) -> Mapping[str, int | float | bool]:
    """Have MetricFlow write the metric files as dbt models; return what that took.

    Raises:
        DefinitionError: a metric file breaks a rule.
        DbtError, CompileError: dbt or MetricFlow refuses the definitions.
    """

    def parse() -> Path:
        # What dbt parses now serves the run that follows.
        command = DbtCommand(company)
        command.run_quietly(["parse"])
        return command.target_dir / "semantic_manifest.json"

    done = compile_project(dbt_command.DBT_PROJECT_DIR, company.as_of, parse)
    return {
        "KPIs": done.kpis,
        "series with variants": done.series,
        "models": done.models,
        "from cache": done.is_cached,
        "seconds": done.seconds,
    }


def build_kpis(company: Company, first: date, run_id: str, is_anew: bool = False) -> float:
    """Build the KPI values from the period of `first` on; return the seconds it took.

    Args:
        company: whose.
        first: the first day of the period.
        run_id: the run that the figures say they are of.
        is_anew: build all periods from nothing, for the tables can't be trusted.

    Raises:
        DbtError: a model or a test failed.
    """
    started = time.monotonic()
    arguments = ["build", "--select", *KPI_SELECTION.split(), *WITHOUT_UNIT_TESTS]
    if is_anew:
        arguments.append("--full-refresh")
    DbtCommand(company).run_quietly(arguments, first, run_id)
    return time.monotonic() - started
