"""A back-up brings a data folder back, and only the right one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.build.damage import WarehouseDamagedError
from orchestration.build.gate import Gate
from orchestration.company.context import Company
from orchestration.company.folder import require_folder
from orchestration.company.release import (
    NewerFolderError,
    Stamp,
    UpgradeError,
    require_current,
    write_stamp,
)
from orchestration.recovery import restore as restoring
from orchestration.recovery.backup import last_backup, make_backup
from orchestration.recovery.errors import RecoveryError
from orchestration.recovery.restore import restore
from publishing import diagnose, publish
from tests.orchestration.small_folder import (
    DAY,
    ORDER,
    company_in,
    lasting,
    small_folder,
    state,
)
from tests.publishing.test_publishing import published_value


def quiet(_line: str) -> None:
    """Show nothing."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company's folder and, beside it, its back-up: to copy."""
    folder = tmp_path_factory.mktemp("first")
    make_backup(small_folder(folder), folder / "backups", quiet)
    return folder


@pytest.fixture
def company(first: Path, tmp_path: Path) -> Company:
    shutil.copytree(first, tmp_path / "company", symlinks=True)
    return company_in(tmp_path / "company")


@pytest.fixture
def backup(company: Company) -> Path:
    (found,) = (company.settings.company.parent / "backups").iterdir()
    return found


def destroy_all(company: Company) -> None:
    shutil.rmtree(company.settings.data_dir)


def damage_some(company: Company) -> None:
    settings = company.settings
    settings.warehouse_path.write_bytes(b"nothing")
    (settings.published_dir / "parquet/kpi/kpi_values.parquet").unlink()
    (settings.dagster_home / "history" / "runs.db").write_bytes(b"nothing")
    (settings.dlt_dir / "hubspot").mkdir(parents=True)


@pytest.mark.fault(31)
@pytest.mark.parametrize("loss", [destroy_all, damage_some])
def test_a_restore_brings_everything_back(company: Company, backup: Path, loss: object) -> None:
    settings = company.settings
    before = lasting(settings.warehouse_path)
    assert set(before.values()) == {50000, 1}
    assert callable(loss)
    loss(company)
    report = restore(company, backup, quiet)
    assert lasting(settings.warehouse_path) == before
    assert published_value(settings.published_dir) == 1.0
    assert not diagnose(settings.published_dir, thorough=True).problems
    with closing(sqlite3.connect(settings.dagster_home / "history" / "runs.db")) as connection:
        assert connection.execute("select run_id from runs").fetchall() == [("run-1",)]
    # What the tables hold is what was checked before the back-up.
    Gate(settings.warehouse_path, ORDER, "run-2").require()
    assert not settings.dlt_dir.exists()
    require_folder(settings, company.profile, company.clock)
    assert "Back-up of " in report.read_text(encoding="utf-8")


def test_what_was_there_is_set_aside(company: Company, backup: Path) -> None:
    settings = company.settings
    settings.warehouse_path.write_bytes(b"of now")
    publish(first_warehouse(backup), settings.published_dir, "run-2", DAY)
    restore(company, backup, quiet)
    (aside,) = (settings.data_dir / "damaged").iterdir()
    assert (aside / "warehouse.duckdb").read_bytes() == b"of now"
    # The later publication is not one of the restored figures; nobody can go back to it.
    assert len(list((aside / "published").iterdir())) == 1
    assert len(list((settings.published_dir / "versions").iterdir())) == 1


def first_warehouse(backup: Path) -> Path:
    return backup / "warehouse.duckdb"


def test_a_restore_that_was_cut_short_blocks_runs_until_it_is_done_again(
    company: Company, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lasting(company.settings.warehouse_path)

    def killed(_path: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(restoring, "_move", killed)
        with pytest.raises(KeyboardInterrupt):
            restore(company, backup, quiet)
    for refused in (
        lambda: require_current(company.settings.data_dir),
        lambda: require_folder(company.settings, company.profile, company.clock),
    ):
        with pytest.raises(UpgradeError, match="accord restore"):
            refused()
    restore(company, backup, quiet)
    require_current(company.settings.data_dir)
    assert lasting(company.settings.warehouse_path) == before


def test_another_companys_back_up_is_refused(company: Company, backup: Path) -> None:
    other = replace(company, profile=company.profile.model_copy(update={"name": "Other"}))
    before = state(company.settings.data_dir)
    with pytest.raises(RecoveryError, match="is of Real, not of Other"):
        restore(other, backup, quiet)
    assert state(company.settings.data_dir) == before


def test_a_newer_releases_back_up_is_refused(company: Company, tmp_path: Path) -> None:
    write_stamp(company.settings.data_dir, Stamp("99.0.0"))
    newer = make_backup(company, tmp_path / "newer", quiet)
    before = state(company.settings.data_dir)
    with pytest.raises(NewerFolderError, match=r"99\.0\.0"):
        restore(company, newer, quiet)
    assert state(company.settings.data_dir) == before


def test_a_damaged_back_up_is_refused(company: Company, backup: Path, tmp_path: Path) -> None:
    before = state(company.settings.data_dir)
    with (backup / "warehouse.duckdb").open("r+b") as file:
        file.seek(300_000)
        file.write(b"\0\1\2\3")
    with pytest.raises(RecoveryError, match=r"warehouse\.duckdb is not what was backed up"):
        restore(company, backup, quiet)
    with pytest.raises(RecoveryError, match="no whole back-up"):
        restore(company, tmp_path, quiet)
    assert state(company.settings.data_dir) == before


def test_a_damaged_warehouse_is_not_backed_up(company: Company, backup: Path) -> None:
    company.settings.warehouse_path.write_bytes(b"nothing")
    with pytest.raises(WarehouseDamagedError):
        make_backup(company, backup.parent, quiet)
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_so_many_are_kept_and_others_files_stay(company: Company, backup: Path) -> None:
    folder = backup.parent
    (folder / "accord-mine").mkdir()
    for day in range(3):
        old = folder / f"accord-2020010{day}T000000Z"
        shutil.copytree(backup, old)
    settings = company.settings.model_copy(update={"keep_backups": 2})
    done = make_backup(replace(company, settings=settings), folder, quiet)
    kept = sorted(path.name for path in folder.iterdir())
    assert kept == sorted({"accord-mine", backup.name, done.name})
    last = last_backup(company)
    assert last is not None
    assert last.folder == done
