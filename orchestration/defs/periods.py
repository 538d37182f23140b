"""The periods whose figures are published: one asset per cadence, one partition per period.

KPI tables hold every period, so that no partition of theirs could be missing. What a period can
lack is a run that computed and published its figures; that is what these assets stand for.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import dagster as dg

from closes import Plan
from orchestration.build.closing import (
    close_and_compare,
    hand_on_closes,
    kpi_inputs,
    planned,
)
from orchestration.build.publication import publish_whole_build
from orchestration.build.resources import Writer
from orchestration.company.context import Company, load_company
from orchestration.dbt.kpi_build import build_kpis
from orchestration.periods.partitions import (
    first_day,
    partitions,
    period_of,
    unmarked_before,
)
from orchestration.periods.rhythm import CADENCES, DAILY, Cadence, last_closed_period
from orchestration.reporting.period_review import Reviewed, write_review
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
            closing = _planned(writer.company, cadence, map(period_of, context.partition_keys))
            inputs = kpi_inputs(writer.company, writer.inputs, closing)
            with gate.phase("kpis", inputs):
                hand_on_closes(writer.company)
                seconds = build_kpis(writer.company, first, writer.run_id, is_anew)
                close_and_compare(writer.company, closing, cadence.name, writer.run_id)
            published = publish_whole_build(context, writer)
            done = {**(published.metadata or {}), "from": first.isoformat(), "seconds": seconds}
            if closing.notes:
                done["not closed"] = "\n".join(closing.notes)
            if cadence.closes:
                done["review"] = _review(writer.company, cadence, context, closing)
        # Whatever is published holds every earlier period too.
        for key in unmarked_before(context):
            context.log_event(dg.AssetMaterialization(context.asset_key, partition=key))
        return dg.MaterializeResult(metadata=done)

    return period


def _planned(company: Company, cadence: Cadence, starts: Iterable[date]) -> Plan:
    """Return what a run closes of the periods that it is for."""
    if not cadence.closes:
        return Plan()
    last_ended = last_closed_period(company.calendar, cadence.grain, company.as_of)
    return planned(company, cadence.grain, starts, last_ended)


def _review(
    company: Company, cadence: Cadence, context: dg.AssetExecutionContext, closing: Plan
) -> dg.MetadataValue[Any]:
    """Write the page of the last period that a run was for; return its address."""
    settings, grain = company.settings, cadence.grain
    start = max(map(period_of, context.partition_keys))
    period = Reviewed(
        grain,
        start,
        company.calendar.period_end(start, grain),
        [one.period.words for one in closing.closing],
        closing.notes,
    )
    path = write_review(
        settings.published_dir / "accord.duckdb",
        settings.reports_dir,
        cadence.name,
        period,
        company.profile.headline_kpis,
    )
    return dg.MetadataValue.url(settings.page(f"reports/{path.name}"))


_company = load_company()
assets = [period_asset(_company, cadence) for cadence in CADENCES]
