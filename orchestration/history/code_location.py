"""A run of Dagster's code location, executed in this process: what `accord run` starts.

`JobDefinition.execute_in_process` is for tests: it notes no code location, so that the run is on no
job's page and can't be executed again. Launching it would hand it to a server. Between the two
Dagster has nothing public; so this does what its own `dagster api execute_run` does, with names
that start with an underscore. They are used here alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import dagster as dg
import yaml
from dagster._core.definitions.partitions.context import partition_loading_context
from dagster._core.definitions.reconstruct import ReconstructableRepository
from dagster._core.definitions.repository_definition import SINGLETON_REPOSITORY_NAME
from dagster._core.execution.api import execute_run
from dagster._core.remote_origin import (
    RegisteredCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)

from orchestration.company.settings import PROJECT_ROOT
from orchestration.history.stop_signals import held_back
from orchestration.history.stopping import mark_stopped


def execute_here(
    instance: dg.DagsterInstance, job: str, partition: str, run_id: str, tags: Mapping[str, str]
) -> None:
    """Run one partition of a job to its end, whichever that is; the history says what became of it.

    Raises:
        KeyboardInterrupt: this process was stopped outside of the run's steps.
    """
    target = _target()
    repository = ReconstructableRepository.for_module(
        target["module_name"], "defs", str(PROJECT_ROOT)
    )
    recipe = repository.get_reconstructable_job(job)
    definition = recipe.get_definition()
    with partition_loading_context(dynamic_partitions_store=instance) as partitions:
        definition.validate_partition_key(partition, selected_asset_keys=None, context=partitions)
    of_partition = definition.get_tags_for_partition_key(partition, selected_asset_keys=None)
    location = RegisteredCodeLocationOrigin(target["location_name"])
    run = instance.create_run_for_job(
        definition,
        run_id=run_id,
        tags={**definition.run_tags, **of_partition, **tags},
        remote_job_origin=RemoteJobOrigin(
            RemoteRepositoryOrigin(location, SINGLETON_REPOSITORY_NAME), job
        ),
        job_code_origin=recipe.get_python_origin(),
    )
    try:
        execute_run(recipe, run, instance)
    finally:
        with held_back():
            _end_if_unfinished(instance, run_id)


def _target() -> dict[str, str]:
    """Return the one code location of workspace.yaml."""
    workspace = yaml.safe_load((PROJECT_ROOT / "workspace.yaml").read_text(encoding="utf-8"))
    target: dict[str, str] = workspace["load_from"][0]["python_module"]
    return target


def _end_if_unfinished(instance: dg.DagsterInstance, run_id: str) -> None:
    """End a run that was stopped outside of Dagster's own handling of it."""
    mark_stopped(instance, run_id)
    run = instance.get_run_by_id(run_id)
    if run is not None and run.status is dg.DagsterRunStatus.CANCELING:
        instance.report_run_canceled(run)
