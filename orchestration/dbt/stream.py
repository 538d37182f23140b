"""dbt inside a Dagster step: its events become materialisations and check results, live."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator
from dagster_dbt.core.dbt_cli_invocation import DbtCliInvocation
from dagster_dbt.errors import DagsterDbtCliRuntimeError
from packaging.version import Version

from orchestration.company.context import Company
from orchestration.dbt import command as dbt_command
from orchestration.dbt.command import DbtCommand, DbtError

_TERMINAL_CODES = re.compile(r"\x1b\[[0-9;]*m")
_DBT_SAID = "Errors parsed from dbt logs:"
#: The manifest was written when the project was parsed, and the outcome goes to Dagster.
_BUILD_ONLY = ("--no-write-json",)


def stream(
    context: dg.AssetExecutionContext,
    company: Company,
    args: Sequence[str],
    manifest: Mapping[str, Any],
    translator: DagsterDbtTranslator,
    kpi_from: date | None = None,
) -> Iterator[Any]:
    """Run `dbt <args>` once and yield what it did for the step's own assets and checks.

    dbt runs in a process of its own, so that it frees the warehouse when it ends. Started
    through dagster-dbt's invocation rather than its resource, which first starts dbt twice more
    to ask for its version and its adapter.

    Raises:
        DbtError: a model or a test failed; the message says which and why.
    """
    command = DbtCommand(company)
    invocation = DbtCliInvocation.run(
        args=command.arguments([*args, *_BUILD_ONLY], kpi_from, context.run_id, tell=True),
        env=command.environment() | {"PYTHONUNBUFFERED": "1"},
        manifest=manifest,
        dagster_dbt_translator=translator,
        project_dir=dbt_command.DBT_PROJECT_DIR,
        target_path=command.target_dir,
        raise_on_error=True,
        context=context,
        adapter=None,
        cli_version=Version(version("dbt-core")),
    )
    outputs = set(context.assets_def.keys_by_output_name)
    try:
        for event in invocation.stream():
            if not isinstance(event, dg.Output) or event.output_name in outputs:
                yield event
    except DagsterDbtCliRuntimeError as error:
        # Its own text repeats the command; what dbt printed is what helps.
        raise DbtError(_TERMINAL_CODES.sub("", str(error)).split(_DBT_SAID)[-1].strip()) from None
    yield from _row_counts(context, company)


def selection(context: dg.AssetExecutionContext, whole: Sequence[str]) -> list[str]:
    """Return dbt's arguments for what the step was asked to build: `whole`, or a part of it."""
    if not context.is_subset:
        return list(whole)
    names = sorted(key.path[-1] for key in context.selected_asset_keys)
    return ["--select", *names]


def _row_counts(
    context: dg.AssetExecutionContext, company: Company
) -> Iterator[dg.AssetObservation]:
    """Yield the rows of each table that the step built; views have none of their own."""
    with duckdb.connect(str(company.settings.warehouse_path), read_only=True) as connection:
        sizes = connection.execute(
            "select schema_name, table_name, estimated_size from duckdb_tables()"
        ).fetchall()
    rows = {dg.AssetKey([schema, name]): size for schema, name, size in sizes}
    for key in sorted(context.selected_asset_keys):
        if key in rows:
            yield dg.AssetObservation(key, metadata={"dagster/row_count": int(rows[key])})
