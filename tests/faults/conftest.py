from __future__ import annotations

import pytest

from tests.end_to_end.conftest import build_once
from tests.end_to_end.pipeline import Pipeline


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Pipeline:
    """The tiny company of tests/end_to_end: what a run without trouble gives. Read only."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    return build_once(shared / "tiny", Pipeline(shared / "tiny" / "data"))
