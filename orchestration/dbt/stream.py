"""dbt inside a Dagster step: its events become materialisations and check results, live."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtCliRuntimeError, DbtCliResource, DbtProject

from orchestration.company.context import Company
from orchestration.company.settings import environment
from orchestration.dbt import command as dbt_command
from orchestration.dbt.children import ended_with_the_block
from orchestration.dbt.command import (
    PRODUCTION,
    TERMINAL_CODES,
    DbtCommand,
    DbtError,
    executable,
)

_DBT_SAID = "Errors parsed from dbt logs:"


def dbt_project() -> DbtProject:
    """Return the project as Dagster knows it, on the target that runs use."""
    folder = dbt_command.DBT_PROJECT_DIR
    return DbtProject(folder, profiles_dir=folder, target=PRODUCTION)


def dbt_resource() -> DbtCliResource:
    """Return Dagster's resource for dbt: in a process of its own, which frees the warehouse."""
    return DbtCliResource(project_dir=dbt_project(), dbt_executable=os.fspath(executable()))


def stream(
    context: dg.AssetExecutionContext,
    dbt: DbtCliResource,
    company: Company,
    args: Sequence[str],
    kpi_from: date | None = None,
) -> Iterator[Any]:
    """Run `dbt <args>` on what the step selects; yield what it did for the step's own assets.

    Raises:
        DbtError: a model or a test failed; the message says which and why.
    """
    command = DbtCommand(company)
    # What only a run may set, production's address among it.
    with environment(command.environment()):
        invocation = dbt.cli(
            [*args, "--vars", command.variables(kpi_from, context.run_id)],
            context=context,
            target_path=command.target_dir,
        )
    outputs = set(context.assets_def.keys_by_output_name)
    try:
        with ended_with_the_block(invocation.process):
            for event in invocation.stream():
                # A metric file that is new in this run made models that Dagster does not know yet.
                if not isinstance(event, dg.Output) or event.output_name in outputs:
                    yield event
    except DagsterDbtCliRuntimeError as error:
        # Its own text repeats the command; what dbt printed is what helps.
        raise DbtError(TERMINAL_CODES.sub("", str(error)).split(_DBT_SAID)[-1].strip()) from None
