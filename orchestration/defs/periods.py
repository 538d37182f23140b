"""The periods whose figures are published: one asset per cadence, one partition per period.

KPI tables hold every period, so that no partition of theirs could be missing. What a period can
lack is a run that computed and published its figures; that is what these assets stand for.
"""

from typing import Any

import dagster as dg

from orchestration.build.publication import publish_whole_build
from orchestration.build.resources import Writer
from orchestration.company.context import Company, load_company
from orchestration.dbt.kpi_build import build_kpis
from orchestration.periods.partitions import first_day, partitions, unmarked_before
from orchestration.periods.rhythm import CADENCES, DAILY, Cadence
from orchestration.translators import (
    KPI_VALUES,
    PUBLICATION,
    WAREHOUSE_POOL,
    group,
    owners,
    period_key,
)
from orchestration.translators.versions import version_of_folders

_IS_PUBLISHED = {
    "day": "The figures of the day are computed and published.",
    "week": "The figures of the week are computed again and published.",
    "month": "The figures of the month are computed again and published.",
    "quarter": "The figures of the fiscal quarter are computed again and published.",
    "year": "The figures of the fiscal year are computed again and published.",
}


def is_done_already(run: dg.DagsterRun) -> bool:
    """Return whether the run itself computes and publishes, as a whole daily run does."""
    selected = run.asset_selection
    is_whole = not selected or {KPI_VALUES, PUBLICATION} <= set(selected)
    return run.job_name == DAILY.name and is_whole


def period_asset(company: Company, cadence: Cadence) -> dg.AssetsDefinition:
    """Return the step of a cadence. It loads nothing: the daily run did."""

    @dg.asset(
        key=period_key(cadence.name),
        group_name=group("periods"),
        kinds={"dbt", "metricflow"},
        owners=owners(),
        deps=[PUBLICATION],
        partitions_def=partitions(company, cadence.grain),
        backfill_policy=dg.BackfillPolicy.single_run(),
        pool=WAREHOUSE_POOL,
        code_version=version_of_folders("kpis", "dbt_project/models/metrics"),
        description=f"{_IS_PUBLISHED[cadence.grain]} Materialize a partition to compute its "
        f"figures, and all later ones, once more from the data that is loaded, and publish them.",
    )
    def period(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult[None]:
        first = first_day(context)
        done: dict[str, Any] = {"from": first.isoformat(), "by": "the daily run"}
        if not is_done_already(context.run):
            gate = writer.gate()
            # Else a period that no daily run has loaded to its end would count as complete.
            gate.require_made_from("kpis", writer.inputs)
            is_anew = gate.must_rebuild("kpis")
            with gate.phase("kpis", writer.inputs):
                seconds = build_kpis(writer.company, first, writer.run_id, is_anew)
            published = publish_whole_build(context, writer)
            done = {**(published.metadata or {}), "from": first.isoformat(), "seconds": seconds}
        # Whatever is published holds every earlier period too.
        for key in unmarked_before(context):
            context.log_event(dg.AssetMaterialization(context.asset_key, partition=key))
        return dg.MaterializeResult(metadata=done)

    return period


_company = load_company()
assets = [period_asset(_company, cadence) for cadence in CADENCES]
