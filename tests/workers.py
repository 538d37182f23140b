"""What the workers of one test session make once and have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all workers have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


def once(folder: Path, build: Callable[[], object]) -> Path:
    """Build what belongs into `folder` unless another worker has, and return the folder."""
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "building.lock"):
        done = folder / "done"
        if not done.exists():
            build()
            done.touch()
    return folder
