"""dbt's first selection: staging, conformed entities and marts, in one call."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, dbt_assets

from orchestration.build.contents import keep_columns, row_counts
from orchestration.build.resources import Writer
from orchestration.build.skip import skipped_results
from orchestration.dbt.kpi_build import KPI_SELECTION, WITHOUT_UNIT_TESTS
from orchestration.dbt.manifest import load_manifest
from orchestration.dbt.stream import dbt_project, stream
from orchestration.translators import WAREHOUSE_POOL, AccordDbtTranslator

_manifest = load_manifest()
_translator = AccordDbtTranslator()


@dbt_assets(
    manifest=_manifest,
    project=dbt_project(),
    name="build_marts",
    exclude=KPI_SELECTION,
    dagster_dbt_translator=_translator,
    pool=WAREHOUSE_POOL,
)
def build_marts(
    context: dg.AssetExecutionContext, writer: Writer, dbt: DbtCliResource
) -> Iterator[Any]:
    """Build and test everything up to the marts; only from data whose raw checks passed.

    Skipped if data, definitions and day are the same as in the last build.
    """
    gate = writer.gate()
    gate.require_before("build")
    if not context.is_subset and (made_by := writer.made_before("build")):
        gate.pass_unchanged("build")
        yield from skipped_results(context, made_by)
        return
    arguments = ["build", *WITHOUT_UNIT_TESTS]
    if gate.must_rebuild("build"):
        arguments.append("--full-refresh")
    with gate.phase("build", writer.inputs, is_part=context.is_subset):
        yield from stream(context, dbt, writer.company, arguments)
    yield from row_counts(writer.company.settings, context.selected_asset_keys)
    keep_columns(writer.company.settings)
