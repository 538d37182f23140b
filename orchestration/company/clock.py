"""Which day is `as_of`: the setting, the profile, the company's kept clock, or yesterday."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from company import Clock, Profile
from orchestration.company.settings import Settings

if TYPE_CHECKING:
    from ingestion.sources.files.settings import FilesConfig


@dataclass(frozen=True)
class CompanyClock:
    """The current day of the company's clock.

    Attributes:
        as_of: the last business day that the figures know.
        first_as_of: the demo company's first such day; the world is simulated around it.
        is_live: True when `as_of` follows the real date, so that a clock can start runs.
    """

    as_of: date
    first_as_of: date
    is_live: bool


def read_clock(
    settings: Settings, profile: Profile, now: datetime | None = None, *, fresh: bool = False
) -> CompanyClock:
    """Return the clock's current day. Writes nothing: `keep_clock` does.

    The demo company's clock stays where its last run left it; that of a company whose only
    source is its export is at the export's last date, which is read anew if `fresh`.
    """
    fixed = settings.as_of or profile.as_of
    kept = _kept(_clock_file(settings, profile))
    if profile.sandbox is not None:
        as_of = fixed or (kept.as_of if kept else _yesterday(profile, now))
        return CompanyClock(as_of, kept.first_as_of if kept else as_of, is_live=False)
    if fixed is None and profile.sources.active() == ("files",):
        if kept is not None and not fresh:
            return kept
        fixed = _last_date(settings, profile)
    as_of = fixed or _yesterday(profile, now)
    return CompanyClock(as_of, as_of, is_live=fixed is None)


def keep_clock(settings: Settings, profile: Profile, clock: CompanyClock) -> None:
    """Remember the clock's day, unless it follows the real date."""
    if clock.is_live:
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


def files_config(settings: Settings, profile: Profile) -> FilesConfig | None:
    """Return where the company's export is, or None when it has none."""
    if not profile.sources.section("files"):
        return None
    from ingestion.sources.files.settings import FilesConfig

    return FilesConfig.build(profile, settings.source("files"))


def _last_date(settings: Settings, profile: Profile) -> date:
    # Imported here: it loads dlt.
    from ingestion.sources.files.source import last_date

    config = files_config(settings, profile)
    if config is None:
        raise ValueError(f"{profile.name} has no export")
    return last_date(config)


def _yesterday(profile: Profile, now: datetime | None) -> date:
    return Clock(profile.zone).yesterday(now or datetime.now(UTC))


def _clock_file(settings: Settings, profile: Profile) -> Path:
    if profile.sandbox is None:
        return settings.data_dir / "clock.json"
    return sandbox_folder(settings, profile) / "clock.json"


def _kept(path: Path) -> CompanyClock | None:
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    return CompanyClock(
        as_of=date.fromisoformat(content["as_of"]),
        first_as_of=date.fromisoformat(content["first_as_of"]),
        is_live=False,
    )
