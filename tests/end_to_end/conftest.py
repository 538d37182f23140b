from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from tests.end_to_end.pipeline import Pipeline

#: The day for which the tiny company's history is laid out: the days after it can be lived
#: through one by one as well as loaded together.
FIRST = date(2026, 11, 21)
#: A Wednesday in mid-month: every grain has a running period.
AS_OF = FIRST + timedelta(days=4)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Pipeline:
    """The tiny company as simulated, never run. Read only: see `beginning_as`."""
    pipeline = Pipeline(_shared(tmp_path_factory, worker_id) / "world" / "data")
    return once(pipeline, lambda: pipeline.simulate(FIRST))


@pytest.fixture(scope="session")
def tiny(world: Pipeline, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Pipeline:
    """The tiny company as at AS_OF, built once for all workers. Read only: never run it again."""
    pipeline = Pipeline(_shared(tmp_path_factory, worker_id) / "tiny" / "data")

    def build() -> None:
        beginning_as(world, pipeline).run(AS_OF)

    return once(pipeline, build)


def beginning_as(world: Pipeline, pipeline: Pipeline) -> Pipeline:
    """Give an empty data folder the company that `world` has, with its clock."""
    shutil.copytree(world.data_dir / "sandbox", pipeline.data_dir / "sandbox")
    return parsed_as(world, pipeline)


def parsed_as(world: Pipeline, pipeline: Pipeline) -> Pipeline:
    """Give an empty data folder what dbt has parsed: that is of the project, not of the data."""
    shutil.copytree(world.data_dir / "dbt", pipeline.data_dir / "dbt")
    return pipeline


def once(pipeline: Pipeline, build: Callable[[], object]) -> Pipeline:
    """Build `pipeline` unless another worker has, and return it."""
    folder = pipeline.data_dir.parent
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "building.lock"):
        done = folder / "done"
        if not done.exists():
            build()
            done.touch()
    return pipeline


def _shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all workers have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent
