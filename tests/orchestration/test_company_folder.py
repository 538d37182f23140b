"""A data folder refuses what has no place in it, and a refused run changes nothing on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from company import Profile
from orchestration.company import context
from orchestration.company.clock import CompanyClock, keep_clock, read_clock
from orchestration.company.context import load_company, refresh_company
from orchestration.company.folder import (
    ClockError,
    OtherCompanyError,
    claim_data_dir,
    note_loaded,
    require_folder,
)
from orchestration.company.release import NewerFolderError, Stamp, write_stamp
from orchestration.company.settings import PROJECT_ROOT, Settings
from tests.environment import environment_variables

DEMO = Profile.model_validate(
    {"name": "Demo", "sources": {"hubspot": True}, "sandbox": {"size": "tiny", "seed": 3}}
)
REAL = Profile.model_validate({"name": "Real", "sources": {"hubspot": True}})
DAY = date(2026, 11, 21)


def clock(day: date = DAY, *, is_live: bool = False) -> CompanyClock:
    return CompanyClock(day, day, is_live)


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


@pytest.fixture
def claimed(tmp_path: Path) -> Settings:
    settings = Settings(data_dir=tmp_path)
    claim_data_dir(settings, DEMO, clock())
    note_loaded(settings, DEMO, clock())
    return settings


def test_the_same_company_may_come_back(claimed: Settings) -> None:
    claim_data_dir(claimed, DEMO, clock())
    require_folder(claimed, DEMO, clock(date(2026, 11, 22)))


@pytest.mark.parametrize(
    ("profile", "changes", "said"),
    [
        (REAL, {}, "holds Demo"),
        (DEMO, {"sandbox_size": "small"}, "holds the demo company tiny-3"),
        (DEMO, {"sandbox_seed": 4}, "not the demo company tiny-4"),
        (Profile(name="Demo", sources=REAL.sources), {}, "not a real company"),
    ],
)
def test_another_company_size_or_seed_is_refused(
    claimed: Settings, profile: Profile, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(OtherCompanyError, match=said):
        require_folder(claimed.model_copy(update=changes), profile, clock())


def test_so_it_is_where_an_earlier_release_noted_only_the_name(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    (tmp_path / "company.json").write_text(json.dumps({"name": "Demo"}), encoding="utf-8")
    keep_clock(settings, DEMO, clock())
    with pytest.raises(OtherCompanyError, match="tiny-3"):
        require_folder(settings.model_copy(update={"sandbox_seed": 4}), DEMO, clock())


def test_a_clock_before_the_data_is_refused_with_what_to_do(claimed: Settings) -> None:
    with pytest.raises(ClockError, match="Leave ACCORD_AS_OF out or set it to 2026-11-21"):
        require_folder(claimed, DEMO, clock(date(2026, 11, 20)))
    with pytest.raises(ClockError, match="the clock of this machine is behind"):
        require_folder(claimed, DEMO, clock(date(2020, 1, 1), is_live=True))


def test_an_export_that_ends_earlier_than_the_one_before_is_loaded(tmp_path: Path) -> None:
    profile = Profile.model_validate({"name": "Export", "sources": {"files": "mapping.yml"}})
    settings = Settings(data_dir=tmp_path)
    note_loaded(settings, profile, clock(date(2062, 1, 1)))
    require_folder(settings, profile, clock())


def test_a_newer_release_is_refused(claimed: Settings) -> None:
    write_stamp(claimed.data_dir, Stamp("99.0.0"))
    with pytest.raises(NewerFolderError):
        require_folder(claimed, DEMO, clock())


@pytest.mark.parametrize(
    ("variables", "said", "written"),
    [
        ({"ACCORD_SANDBOX_SEED": "4"}, "not the demo company tiny-4", set()),
        # It is the company's own folder: those who are notified find the reason there.
        ({"ACCORD_AS_OF": "2026-11-20"}, "never goes back in time", {"reports"}),
    ],
)
def test_a_refused_run_changes_nothing_on_disk(
    tmp_path: Path, variables: dict[str, str], said: str, written: set[str]
) -> None:
    data, profile = tmp_path / "data", tmp_path / "company.yml"
    profile.write_text("name: Demo\nsources: {hubspot: true}\nsandbox: {size: tiny, seed: 3}\n")
    settings = Settings(data_dir=data)
    claim_data_dir(settings, DEMO, clock())
    note_loaded(settings, DEMO, clock())
    before = state(data)
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "run"],
        cwd=PROJECT_ROOT,
        env={
            **{name: it for name, it in os.environ.items() if name not in environment_variables()},
            "ACCORD_DATA_DIR": str(data),
            "ACCORD_COMPANY": str(profile),
            **variables,
        },
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    after = state(data)
    assert {Path(path).relative_to(data).parts[0] for path in after.keys() - before} == written
    assert {path: after[path] for path in before} == before


def test_only_a_load_moves_the_demo_companys_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, profile = DAY.replace(day=25), tmp_path / "company.yml"
    profile.write_text("name: Demo\nsources: {hubspot: true}\nsandbox: {size: tiny, seed: 3}\n")
    settings = Settings(data_dir=tmp_path, company=profile, as_of=later)
    note_loaded(settings, DEMO, clock())
    monkeypatch.setattr(context, "load_settings", lambda: settings)
    load_company.cache_clear()
    try:
        # As a run begins, whatever it is refused for then.
        assert refresh_company().as_of == load_company().as_of == later
        assert read_clock(Settings(data_dir=tmp_path), DEMO).as_of == DAY
        note_loaded(settings, DEMO, load_company().clock)
        assert read_clock(Settings(data_dir=tmp_path), DEMO).as_of == later
    finally:
        load_company.cache_clear()
