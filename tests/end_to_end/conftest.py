from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest

from tests.end_to_end.pipeline import Pipeline
from tests.workers import once, shared

#: The day for which the tiny company's history is laid out: the days after it can be lived
#: through one by one as well as loaded together.
FIRST = date(2026, 11, 21)
#: A Wednesday in mid-month: every grain has a running period.
AS_OF = FIRST + timedelta(days=4)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Pipeline:
    """The tiny company as simulated, never run. Read only: see `beginning_as`."""
    folder = shared(tmp_path_factory, worker_id) / "world"
    pipeline = Pipeline(folder / "data")
    once(folder, lambda: pipeline.simulate(FIRST))
    return pipeline


@pytest.fixture(scope="session")
def tiny(world: Pipeline, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Pipeline:
    """The tiny company as at AS_OF, built once for all workers. Read only: never run it again."""
    folder = shared(tmp_path_factory, worker_id) / "tiny"
    pipeline = Pipeline(folder / "data")
    once(folder, lambda: beginning_as(world, pipeline).run(AS_OF))
    return pipeline


def beginning_as(world: Pipeline, pipeline: Pipeline) -> Pipeline:
    """Give an empty data folder the company that `world` has, with its clock."""
    shutil.copytree(world.data_dir / "sandbox", pipeline.data_dir / "sandbox")
    return parsed_as(world, pipeline)


def parsed_as(world: Pipeline, pipeline: Pipeline) -> Pipeline:
    """Give an empty data folder what dbt has parsed: that is of the project, not of the data."""
    shutil.copytree(world.data_dir / "dbt", pipeline.data_dir / "dbt")
    return pipeline
