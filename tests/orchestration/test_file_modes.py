"""Who may read the data folder, also one that an earlier release left open."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from orchestration.company.file_modes import prepare_folders, wrong_modes
from orchestration.company.settings import Settings
from orchestration.upgrade.steps import all_steps
from publishing.modes import open_to_readers


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def left_open(settings: Settings) -> None:
    """As 0.2.0 left a folder."""
    for name in ("warehouse.duckdb", "dagster/history.db", "reports/latest.md"):
        file = settings.data_dir / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
        file.chmod(0o644)
        file.parent.chmod(0o755)
    for name in ("versions/1/accord.duckdb", "versions/1/restricted/reps.duckdb"):
        file = settings.published_dir / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
        file.chmod(0o600)
    (settings.published_dir / "current").symlink_to("versions/1")
    settings.published_dir.chmod(0o755)


def test_an_upgrade_closes_what_was_open(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    left_open(settings)
    step = all_steps()["step_0004_file_modes"]
    company: Any = SimpleNamespace(settings=settings)
    assert len(step.plan(company)) == 2
    step.apply(company)
    assert step.plan(company) == []
    assert mode(settings.data_dir) == 0o711
    assert mode(settings.data_dir / "dagster") == 0o700
    assert mode(settings.data_dir / "dagster" / "history.db") == 0o600
    assert mode(settings.warehouse_path) == 0o600
    version = settings.published_dir / "versions" / "1"
    assert mode(version) == 0o755
    assert mode(version / "accord.duckdb") == 0o644
    assert mode(version / "restricted") == 0o700
    assert mode(version / "restricted" / "reps.duckdb") == 0o600


@pytest.mark.parametrize(
    ("readers", "data", "folder", "file"),
    [
        ("everybody", 0o711, 0o755, 0o644),
        ("group", 0o710, 0o750, 0o640),
        ("owner", 0o700, 0o700, 0o600),
    ],
)
def test_the_setting_says_who_reads_publications(
    tmp_path: Path, readers: Any, data: int, folder: int, file: int
) -> None:
    settings = Settings(data_dir=tmp_path / "data", published_readers=readers)
    prepare_folders(settings)
    made = settings.published_dir / ".building"
    made.mkdir()
    (made / "accord.duckdb").touch(0o600)
    open_to_readers(settings.published_dir, made)
    assert mode(settings.data_dir) == data
    assert mode(settings.published_dir) == folder
    assert mode(made) == folder
    assert mode(made / "accord.duckdb") == file


def test_publications_elsewhere_leave_the_data_folder_closed(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", published_dir=tmp_path / "bi" / "accord")
    prepare_folders(settings)
    assert mode(settings.data_dir) == 0o700
    assert mode(tmp_path / "bi" / "accord") == 0o755
    assert list(wrong_modes(settings)) == []
