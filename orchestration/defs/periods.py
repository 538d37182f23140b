"""What a weekly, monthly or quarterly run makes: its KPIs anew, and a publication of them."""

import dagster as dg

from orchestration.build.publication import publish_whole_build
from orchestration.build.resources import Writer
from orchestration.company.context import Company, load_company
from orchestration.dbt.kpi_build import build_kpis
from orchestration.periods.partitions import first_day, partitions
from orchestration.periods.rhythm import CADENCES, DAILY, Cadence
from orchestration.translators import OWNER, PUBLICATION, WAREHOUSE_POOL, period_key


def period_assets(company: Company, cadence: Cadence) -> list[dg.AssetsDefinition]:
    """Return the two steps of a cadence. Neither loads anything: the daily partition did."""
    periods = partitions(company, cadence.grain)
    kpis_key = period_key(cadence.name, "kpis")
    # A period is computed from the current warehouse, at the clock's day.
    last_day = dg.AssetDep(PUBLICATION, partition_mapping=dg.LastPartitionMapping())

    @dg.asset(
        key=kpis_key,
        group_name="periods",
        kinds={"dbt", "metricflow"},
        owners=[OWNER],
        deps=[last_day],
        partitions_def=periods,
        backfill_policy=dg.BackfillPolicy.single_run(),
        pool=WAREHOUSE_POOL,
        description=f"{cadence.summary} Recomputed from the {cadence.grain}'s first day on.",
    )
    def kpis(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult[None]:
        gate = writer.gate()
        gate.require_before("kpis")
        gate.require_buildable("kpis")
        first = first_day(context)
        with gate.phase("kpis", writer.inputs):
            seconds = build_kpis(writer.company, first, writer.run_id)
        return dg.MaterializeResult(metadata={"from": first.isoformat(), "seconds": seconds})

    @dg.asset(
        key=period_key(cadence.name, "publication"),
        group_name="periods",
        kinds={"duckdb", "parquet"},
        owners=[OWNER],
        deps=[kpis_key],
        partitions_def=periods,
        backfill_policy=dg.BackfillPolicy.single_run(),
        pool=WAREHOUSE_POOL,
        description=f"The publication after the {cadence.name} run.",
    )
    def publication(writer: Writer) -> dg.MaterializeResult[None]:
        return publish_whole_build(writer)

    return [kpis, publication]


_company = load_company()
assets = [
    asset
    for cadence in CADENCES
    if cadence is not DAILY
    for asset in period_assets(_company, cadence)
]
