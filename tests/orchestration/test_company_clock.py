"""The current day of the company's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from company import Profile
from orchestration.company.clock import (
    CompanyClock,
    keep_clock,
    read_clock,
    sandbox_folder,
)
from orchestration.company.settings import Settings

DEMO = Profile.model_validate(
    {"name": "Demo", "sources": {"hubspot": True}, "sandbox": {"size": "tiny", "seed": 3}}
)
REAL = Profile.model_validate({"name": "Real", "sources": {"hubspot": True}})
#: Already the next day in Paris.
LATE_EVENING = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


def settings(folder: Path, as_of: date | None = None) -> Settings:
    return Settings(data_dir=folder, as_of=as_of)


def test_a_real_company_is_at_yesterday(tmp_path: Path) -> None:
    clock = read_clock(settings(tmp_path), REAL, LATE_EVENING)
    assert clock == CompanyClock(date(2026, 11, 21), date(2026, 11, 21), is_live=True)


def test_the_setting_wins(tmp_path: Path) -> None:
    clock = read_clock(settings(tmp_path, date(2026, 1, 31)), REAL, LATE_EVENING)
    assert (clock.as_of, clock.is_live) == (date(2026, 1, 31), False)


def test_the_demo_company_keeps_its_day_until_it_is_moved(tmp_path: Path) -> None:
    first = read_clock(settings(tmp_path), DEMO, LATE_EVENING)
    keep_clock(settings(tmp_path), DEMO, first)
    a_year_later = LATE_EVENING.replace(year=2027)
    assert read_clock(settings(tmp_path), DEMO, a_year_later) == first

    moved = read_clock(settings(tmp_path, date(2026, 11, 25)), DEMO, a_year_later)
    assert moved.as_of == date(2026, 11, 25)
    assert moved.first_as_of == first.first_as_of
    keep_clock(settings(tmp_path), DEMO, moved)
    assert read_clock(settings(tmp_path), DEMO, a_year_later).as_of == date(2026, 11, 25)


def test_settings_choose_the_demo_world(tmp_path: Path) -> None:
    chosen = Settings(data_dir=tmp_path, sandbox_size="small", sandbox_seed=11)
    assert sandbox_folder(chosen, DEMO) == tmp_path / "sandbox" / "small-11"
    assert sandbox_folder(settings(tmp_path), DEMO) == tmp_path / "sandbox" / "tiny-3"
