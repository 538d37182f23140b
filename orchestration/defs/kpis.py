"""The KPIs, after the marts were checked: MetricFlow compiles, dbt's second selection builds."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, dbt_assets

from closes import Plan
from orchestration.build.closing import close_and_compare, hand_on_closes, kpi_inputs
from orchestration.build.contents import keep_columns, row_counts
from orchestration.build.resources import Writer
from orchestration.build.skip import skipped_results
from orchestration.dbt.kpi_build import KPI_SELECTION, WITHOUT_UNIT_TESTS, compile_kpis
from orchestration.dbt.manifest import load_manifest
from orchestration.dbt.stream import dbt_project, stream
from orchestration.periods.partitions import day_of_run
from orchestration.translators import (
    COMPILED_KPIS,
    WAREHOUSE_POOL,
    KpiDbtTranslator,
    group,
    mart_keys,
    owners,
)
from orchestration.translators.versions import version_of_folders

_manifest = load_manifest()
_translator = KpiDbtTranslator()


@dg.asset(
    key=COMPILED_KPIS,
    group_name=group("kpi", "generated"),
    kinds={"metricflow", "sql"},
    owners=owners(),
    deps=mart_keys(_manifest, _translator),
    code_version=version_of_folders("kpis", "dbt_project/models/metrics"),
    pool=WAREHOUSE_POOL,
)
def compiled_metrics(writer: Writer) -> dg.MaterializeResult[None]:
    """The metric files as SQL: generated dbt models, kept as long as no definition changes."""
    return dg.MaterializeResult(metadata=compile_kpis(writer.company))


@dbt_assets(
    manifest=_manifest,
    project=dbt_project(),
    name="build_kpis",
    select=KPI_SELECTION,
    dagster_dbt_translator=_translator,
    pool=WAREHOUSE_POOL,
)
def build_kpis(
    context: dg.AssetExecutionContext, writer: Writer, dbt: DbtCliResource
) -> Iterator[Any]:
    """Build the values of the run's day, of its periods, and of every period that changed."""
    gate = writer.gate()
    gate.require_before("kpis")
    first = day_of_run(context.run, writer.company.as_of)
    # An earlier day is asked for by name: whoever runs it wants its periods computed again.
    is_last = first == writer.company.as_of
    inputs = kpi_inputs(writer.company, writer.inputs)
    if is_last and not context.is_subset and (made_by := writer.made_before("kpis", inputs)):
        gate.pass_unchanged("kpis")
        yield from skipped_results(context, made_by)
        return
    arguments = ["build", *WITHOUT_UNIT_TESTS]
    if gate.must_rebuild("kpis"):
        arguments.append("--full-refresh")
    with gate.phase("kpis", inputs, is_part=context.is_subset):
        hand_on_closes(writer.company)
        yield from stream(context, dbt, writer.company, arguments, first)
        close_and_compare(writer.company, Plan(), "daily", writer.run_id)
    yield from row_counts(writer.company.settings, context.selected_asset_keys)
    keep_columns(writer.company.settings)
