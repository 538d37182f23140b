"""Whose figures a data folder holds, up to which day; nobody else may write to it.

`company.json` says it: the company's name, the demo company's size and seed, and the last day that
was loaded. Everything here that refuses does so before anything is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from company import Profile
from orchestration.company.clock import CompanyClock, keep_clock, sandbox_folder
from orchestration.company.release import pending_stamp
from orchestration.company.settings import Settings

COMPANY_FILE = "company.json"


class OtherCompanyError(RuntimeError):
    """The data folder holds another company's figures."""


class ClockError(RuntimeError):
    """The day to run is before what the data folder has loaded."""


@dataclass(frozen=True)
class Holder:
    """Whose folder it is.

    Attributes:
        name: the company's.
        world: the demo company's size and seed, as `tiny-42`; empty for a real company, None when
            it is not known.
        loaded_to: the last day that a load went up to; None when none ended well.
    """

    name: str
    world: str | None = None
    loaded_to: date | None = None


def read_holder(data_dir: Path) -> Holder | None:
    """Return whose folder it is; None for one that nobody has claimed."""
    path = data_dir / COMPANY_FILE
    if not path.is_file():
        return None
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    day = content.get("loaded_to")
    world = content.get("world", _only_world(data_dir))
    return Holder(content["name"], world, date.fromisoformat(day) if day else None)


def require_folder(settings: Settings, profile: Profile, clock: CompanyClock) -> None:
    """Make sure that the company may run this day in this folder. Writes nothing.

    Raises:
        OtherCompanyError: the folder is another company's, or of another size or seed of the demo
            company: their figures must not mix.
        NewerFolderError: a later release has written to it.
        ClockError: it was loaded up to a later day.
    """
    data_dir = settings.data_dir
    pending_stamp(data_dir)
    holder = read_holder(data_dir)
    if holder is None:
        return
    if holder.name != profile.name:
        raise OtherCompanyError(
            f"{data_dir} holds {holder.name}; set ACCORD_DATA_DIR to a folder of its own "
            f"for {profile.name}. Is it the same company under a new name? Then write that name "
            f"into {data_dir / COMPANY_FILE}"
        )
    world = world_of(settings, profile)
    if holder.world is not None and world != holder.world:
        raise OtherCompanyError(
            f"{data_dir} holds {_described(holder.world)}, not {_described(world)}; set "
            "ACCORD_DATA_DIR to a folder of its own, or leave size and seed as they were "
            "(ACCORD_SANDBOX_SIZE, ACCORD_SANDBOX_SEED, or `sandbox` in the profile)"
        )
    # An export says itself which day it is, and one that was corrected may end earlier.
    follows_export = profile.sources.active() == ("files",)
    if holder.loaded_to and clock.as_of < holder.loaded_to and not follows_export:
        raise ClockError(_too_early(data_dir, holder.loaded_to, clock))


def claim_data_dir(settings: Settings, profile: Profile, clock: CompanyClock) -> None:
    """Make the data folder this company's.

    Raises:
        OtherCompanyError, NewerFolderError, ClockError: as `require_folder`.
    """
    require_folder(settings, profile, clock)
    kept = read_holder(settings.data_dir)
    _write(settings, profile, kept.loaded_to if kept else None)


def note_loaded(settings: Settings, profile: Profile, clock: CompanyClock) -> None:
    """Remember that a load went up to the clock's day: no later run may go back before it.

    Only here a kept clock moves: a run that was refused leaves the demo company's where it was.
    """
    keep_clock(settings, profile, clock)
    _write(settings, profile, clock.as_of)


def _too_early(data_dir: Path, loaded_to: date, clock: CompanyClock) -> str:
    what = f"{data_dir} is loaded up to {loaded_to}, and this run would be as of {clock.as_of}"
    if clock.is_live:
        return (
            f"{what}, for the clock of this machine is behind: set it right (`date` shows "
            "it), then run again. Nothing was changed"
        )
    return (
        f"{what}: a data folder never goes back in time. Leave ACCORD_AS_OF out or set it to "
        f"{loaded_to} or later (the profile's `as_of` likewise); to see an earlier day, load it "
        "into a folder of its own (ACCORD_DATA_DIR). Nothing was changed"
    )


def world_of(settings: Settings, profile: Profile) -> str:
    """Return size and seed of the demo company, as `tiny-42`; empty for a real company."""
    return sandbox_folder(settings, profile).name if profile.sandbox else ""


def _described(world: str) -> str:
    return f"the demo company {world} (size and seed)" if world else "a real company"


def _only_world(data_dir: Path) -> str | None:
    """Return the one world that an earlier release, which noted none, has simulated here."""
    worlds = [path.parent.name for path in data_dir.glob("sandbox/*/clock.json")]
    return worlds[0] if len(worlds) == 1 else None


def _write(settings: Settings, profile: Profile, loaded_to: date | None) -> None:
    content = {"name": profile.name, "world": world_of(settings, profile)}
    if loaded_to:
        content["loaded_to"] = loaded_to.isoformat()
    path = settings.data_dir / COMPANY_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    staged = path.with_suffix(".next")
    staged.write_text(text, encoding="utf-8")
    staged.replace(path)
