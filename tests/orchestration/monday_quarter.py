"""Scenario for `test_schedules.py`: the Monday 2024-07-01, which opens a month and a quarter.

Prints, as JSON, what each schedule and the sensor ask for, before, during and after the daily run.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import dagster as dg
from rich.console import Console

from tests.orchestration import mini_company


def asked(result: Any) -> list[str]:
    """Return the runs that a schedule or sensor asks for."""
    return [f"{request.job_name or 'own'} {request.partition_key}" for request in result or []]


def main() -> None:
    """Play the day."""
    mini_company.install()
    from orchestration.company.context import refresh_company
    from orchestration.history.dagster_home import open_instance
    from orchestration.run import run_job

    company = refresh_company()
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
    story["loads"] = len(mini_company.attempts)
    sys.stdout.write(f"{json.dumps(story)}\n")


if __name__ == "__main__":
    main()
