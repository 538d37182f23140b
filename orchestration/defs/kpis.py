"""The KPIs, after the marts were checked: MetricFlow compiles, dbt's second selection builds."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets

from orchestration.build.resources import Writer
from orchestration.build.skip import standing
from orchestration.company.context import load_company
from orchestration.dbt.kpi_build import KPI_SELECTION, WITHOUT_UNIT_TESTS, compile_kpis
from orchestration.dbt.manifest import load_manifest
from orchestration.dbt.stream import selection, stream
from orchestration.periods.partitions import first_day, partitions
from orchestration.translators import (
    COMPILED_KPIS,
    OWNER,
    WAREHOUSE_POOL,
    KpiDbtTranslator,
    mart_keys,
)

_company = load_company()
_manifest = load_manifest()
_translator = KpiDbtTranslator()


@dg.asset(
    key=COMPILED_KPIS,
    group_name="kpi",
    kinds={"metricflow", "sql"},
    owners=[OWNER],
    deps=mart_keys(_manifest, _translator),
    pool=WAREHOUSE_POOL,
)
def compiled_metrics(writer: Writer) -> dg.MaterializeResult[None]:
    """The metric files as SQL: generated dbt models, kept as long as no definition changes."""
    return dg.MaterializeResult(metadata=compile_kpis(writer.company))


@dbt_assets(
    manifest=_manifest,
    name="build_kpis",
    select=KPI_SELECTION,
    dagster_dbt_translator=_translator,
    partitions_def=partitions(_company, "day"),
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=WAREHOUSE_POOL,
)
def build_kpis(context: dg.AssetExecutionContext, writer: Writer) -> Iterator[Any]:
    """Build the values of the run's day, of its periods, and of every period that changed."""
    gate = writer.gate()
    gate.require_before("kpis")
    first = first_day(context)
    # An earlier day is asked for by name: whoever runs it wants its periods computed again.
    is_last = first == writer.company.as_of
    if is_last and not context.is_subset and (made_by := writer.made_before("kpis")):
        gate.pass_unchanged("kpis")
        yield from standing(context, made_by)
        return
    whole = ["--select", *KPI_SELECTION.split()]
    arguments = ["build", *selection(context, whole), *WITHOUT_UNIT_TESTS]
    if gate.must_rebuild("kpis"):
        arguments.append("--full-refresh")
    with gate.phase("kpis", writer.inputs, is_part=context.is_subset):
        yield from stream(context, writer.company, arguments, _manifest, _translator, first)
