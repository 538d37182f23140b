from __future__ import annotations

from pathlib import Path

import pytest

from tests.upgrade.folder import RELEASES, Folder, unpack


@pytest.fixture(scope="module", params=RELEASES)
def left_behind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """What a release left behind. Read only: see `folder`."""
    return unpack(request.param, tmp_path_factory.mktemp(request.param.replace(".", "_")))


@pytest.fixture
def folder(left_behind: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A copy to upgrade; the environment of this process is put back afterwards."""
    monkeypatch.setenv("ACCORD_DATA_DIR", "replaced by Folder.company")
    monkeypatch.setenv("ACCORD_COMPANY", "replaced by Folder.company")
    return left_behind.copy_to(tmp_path / "folder")
