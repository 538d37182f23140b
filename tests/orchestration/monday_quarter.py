"""Scenario for `test_schedules.py`: the Monday 2024-07-01, which opens a month and a quarter.

Prints, as JSON, what each schedule and the sensor ask for, before, during and after the daily run.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any, NoReturn

import dagster as dg
import duckdb
from rich.console import Console

from orchestration.build.contents import ROW_COUNT, kept_columns
from orchestration.company.settings import Settings
from orchestration.reporting.reports import RunReport
from orchestration.translators import period_key
from publishing import PublishError
from tests.orchestration import mini_company

FUNNEL = "marts/fct_funnel"


def asked(result: Any) -> list[str]:
    """Return the runs that a schedule or sensor asks for."""
    return [f"{request.job_name or 'own'} {request.partition_key}" for request in result or []]


def missing_periods(repository: Any, instance: dg.DagsterInstance, name: str) -> list[str]:
    """Return the periods that the UI shows as missing."""
    periods = repository.asset_graph.get(period_key(name)).partitions_def
    known = instance.get_materialized_partitions(period_key(name))
    return [period for period in periods.get_partition_keys() if period not in known]


def rows(instance: dg.DagsterInstance, name: str) -> int | None:
    """Return the row count that the UI shows of an asset."""
    key = dg.AssetKey(name.split("/"))
    made = instance.fetch_materializations(key, limit=1).records[0].asset_materialization
    seen = instance.fetch_observations(key, limit=1).records
    found = dict(made.metadata) if made else {}
    if seen and seen[0].asset_observation:
        found = {**seen[0].asset_observation.metadata, **found}
    count = found.get(ROW_COUNT)
    return count.value if isinstance(count, dg.IntMetadataValue) else None


def figures_from(settings: Settings, run_id: str) -> str:
    """Return the day from which a run computed the figures that it published."""
    published = str(settings.published_dir / "accord.duckdb")
    with duckdb.connect(published, read_only=True) as connection:
        found = connection.execute(
            "select kpi_from from kpi.kpi_values where run_id = $1", [run_id]
        ).fetchall()
    return str(found[0][0]) if found else "not published"


def refuse(*_: Any, **__: Any) -> NoReturn:
    """Refuse, as an audit does that finds something."""
    raise PublishError("an e-mail address shows in marts.fct_funnel")


def refused_checks(report: RunReport) -> list[tuple[str, str]]:
    """Return the checks that did not pass, with their reasons."""
    return [(check.name, check.reason) for check in report.failed_checks]


def main() -> None:
    """Play the day."""
    mini_company.install()
    from orchestration.company.context import refresh_company
    from orchestration.history.dagster_home import open_instance
    from orchestration.run import run_job

    company = refresh_company()
    from orchestration.build import publication
    from orchestration.definitions import defs

    repository = defs.get_repository_def()

    def schedule(name: str, instance: dg.DagsterInstance) -> list[str]:
        tick = datetime(2024, 7, 1, 7, tzinfo=UTC)
        context = dg.build_schedule_context(instance, tick, repository_def=repository)
        return asked(repository.get_schedule_def(name).evaluate_tick(context).run_requests)

    def sensor(instance: dg.DagsterInstance) -> list[str]:
        context = dg.build_sensor_context(instance=instance, repository_def=repository)
        return asked(repository.get_sensor_def("periods").evaluate_tick(context).run_requests)

    def everything(instance: dg.DagsterInstance) -> dict[str, list[str]]:
        names = ("daily", "weekly", "monthly", "quarterly")
        ticked = {name: schedule(name, instance) for name in names}
        return {**ticked, "periods": sensor(instance)}

    story: dict[str, Any] = {}
    with open_instance(company.settings) as instance:
        story["before"] = everything(instance)
        tags = {"dagster/partition": "2024-06-30"}
        job = repository.get_job("daily")
        queued = instance.create_run_for_job(job, tags=tags, status=dg.DagsterRunStatus.STARTED)
        story["during"] = everything(instance)
        instance.delete_run(queued.run_id)
    console = Console(file=StringIO())
    story["statuses"] = [run_job(company, "daily", None, console).report.status]
    with open_instance(company.settings) as instance:
        story["after"] = everything(instance)
    for name in ("weekly", "monthly", "quarterly"):
        story["statuses"].append(run_job(company, name, None, console).report.status)
    with open_instance(company.settings) as instance:
        story["at the end"] = everything(instance)
        story["missing periods"] = {
            name: missing_periods(repository, instance, name)
            for name in ("daily", "weekly", "monthly", "quarterly")
        }
        story["rows"] = {key: rows(instance, key) for key in ("raw_hubspot/contacts", FUNNEL)}
        story["columns"] = kept_columns(company.settings)["marts.fct_funnel"]
        # As in the UI: one partition of one asset.
        alone = repository.get_implicit_global_asset_job_def().get_subset(
            asset_selection={period_key("daily")}
        )
        backfill = alone.execute_in_process(instance=instance, partition_key="2024-05-06")
        story["statuses"].append("SUCCESS" if backfill.success else "FAILURE")
        story["backfilled from"] = figures_from(company.settings, backfill.run_id)
    earlier = run_job(company, "daily", date(2024, 5, 7), console).report
    story["statuses"].append(earlier.status)
    story["run again from"] = figures_from(company.settings, earlier.run_id)
    publication.publish = refuse  # type: ignore[assignment]
    refused = run_job(company, "daily", None, console, rebuild=True).report
    story["refused"] = [refused.status, refused.published, *map(list, refused_checks(refused))]
    story["loads"] = len(mini_company.attempts)
    sys.stdout.write(f"{json.dumps(story)}\n")


if __name__ == "__main__":
    main()
