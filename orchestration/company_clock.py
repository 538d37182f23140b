"""Which day is `as_of`: the setting, the profile, the demo company's own clock, or yesterday."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from company import Clock, Profile
from orchestration.settings import Settings


@dataclass(frozen=True)
class CompanyClock:
    """Where the company's clock stands.

    Attributes:
        as_of: the last business day that the figures know.
        first_as_of: the demo company's first such day; the world is simulated around it.
        is_live: True when `as_of` follows the real date, so that a clock can start runs.
    """

    as_of: date
    first_as_of: date
    is_live: bool


def read_clock(settings: Settings, profile: Profile, now: datetime | None = None) -> CompanyClock:
    """Return where the clock stands. Writes nothing: `keep_clock` does."""
    yesterday = Clock(profile.zone).yesterday(now or datetime.now(UTC))
    fixed = settings.as_of or profile.as_of
    if profile.sandbox is None:
        as_of = fixed or yesterday
        return CompanyClock(as_of, as_of, is_live=fixed is None)
    kept = _read(_clock_file(settings, profile))
    as_of = fixed or (kept.as_of if kept else yesterday)
    return CompanyClock(as_of, kept.first_as_of if kept else as_of, is_live=False)


def keep_clock(settings: Settings, profile: Profile, clock: CompanyClock) -> None:
    """Remember where the demo company's clock stands, for runs that don't say."""
    if profile.sandbox is None:
        return
    path = _clock_file(settings, profile)
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_suffix(".next")
    content = {"as_of": clock.as_of.isoformat(), "first_as_of": clock.first_as_of.isoformat()}
    staged.write_text(json.dumps(content), encoding="utf-8")
    staged.replace(path)


def sandbox_folder(settings: Settings, profile: Profile) -> Path:
    """Return the demo company's folder, `data/sandbox/<size>-<seed>`."""
    size, seed = sandbox_world(settings, profile)
    return settings.data_dir / "sandbox" / f"{size}-{seed}"


def sandbox_world(settings: Settings, profile: Profile) -> tuple[str, int]:
    """Return the demo company's size and seed: the settings', else the profile's.

    Raises:
        ValueError: the profile is of a real company.
    """
    if profile.sandbox is None:
        raise ValueError(f"{profile.name} is no demo company; its profile has no `sandbox`")
    seed = profile.sandbox.seed if settings.sandbox_seed is None else settings.sandbox_seed
    return settings.sandbox_size or profile.sandbox.size, seed


def _clock_file(settings: Settings, profile: Profile) -> Path:
    return sandbox_folder(settings, profile) / "clock.json"


def _read(path: Path) -> CompanyClock | None:
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    return CompanyClock(
        as_of=date.fromisoformat(content["as_of"]),
        first_as_of=date.fromisoformat(content["first_as_of"]),
        is_live=False,
    )
