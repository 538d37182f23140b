from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from tests.end_to_end.pipeline import Pipeline

#: A Saturday in mid-month: every grain has a running period.
AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Pipeline:
    """The tiny company as at AS_OF, built once for all workers. Read only: never run it again."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    return build_once(shared / "tiny", Pipeline(shared / "tiny" / "data"))


def build_once(folder: Path, pipeline: Pipeline) -> Pipeline:
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "building.lock"):
        done = folder / "done"
        if not done.exists():
            pipeline.run(AS_OF)
            done.touch()
    return pipeline
