"""The release that a data folder was written by, and whether this one may write to it.

The stamp is `release.json` in the data folder: the release, and the upgrade steps that the folder
has had. A folder that was written to and has no stamp is of the first release, which made none.
What an upgrade does is in `orchestration/upgrade`; whoever writes only asks here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from orchestration import __version__
from orchestration.company.settings import PROJECT_ROOT

#: The release that wrote no stamp.
FIRST_RELEASE = "0.1.0"
STAMP_FILE = "release.json"
_STEPS = PROJECT_ROOT / "orchestration" / "upgrade" / "steps"
#: Where upgrades keep what they changed, and what says so there.
BACKUPS = "backups"
ABOUT_BACKUP = "backup.json"
#: There while a restore is under way: no run may write to the folder before it has ended.
RESTORING = ".restoring"
_WRITTEN_BY_A_RUN = ("company.json", "warehouse.duckdb")


class UpgradeError(RuntimeError):
    """The folder can't be used by this release as it is; the message says what to do."""


class NewerFolderError(UpgradeError):
    """The folder was written by a later release than this one."""


class UpgradeNeededError(UpgradeError):
    """The folder is of an earlier release, and its upgrade waits for a person."""


@dataclass(frozen=True)
class Stamp:
    """What a data folder says of itself.

    Attributes:
        release: the release that wrote to it last, for instance `0.2.0`.
        steps: names of the upgrade steps that it has had or never needed, in order.
        backup: the back-up of an upgrade to this release that has begun and not ended; empty when
            there is none.
    """

    release: str
    steps: tuple[str, ...] = ()
    backup: str = ""


def read_stamp(data_dir: Path) -> Stamp | None:
    """Return the stamp of a data folder; None when no run has written to it yet."""
    path = data_dir / STAMP_FILE
    if path.is_file():
        content = json.loads(path.read_text(encoding="utf-8"))
        return Stamp(content["release"], tuple(content["steps"]), content["backup"])
    if any((data_dir / name).exists() for name in _WRITTEN_BY_A_RUN):
        return Stamp(FIRST_RELEASE)
    return None


def write_stamp(data_dir: Path, stamp: Stamp) -> None:
    """Replace the stamp as a whole."""
    path = data_dir / STAMP_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_suffix(".next")
    staged.write_text(json.dumps(asdict(stamp), indent=2) + "\n", encoding="utf-8")
    staged.replace(path)


def release_order(release: str) -> tuple[int, ...]:
    """Return a release as numbers, so that 0.10.0 comes after 0.9.1."""
    return tuple(int(part) for part in release.split("."))


def step_names() -> tuple[str, ...]:
    """Return the names of all upgrade steps, in order: those of their files."""
    return tuple(sorted(path.stem for path in _STEPS.glob("step_*.py")))


def pending_stamp(data_dir: Path) -> Stamp | None:
    """Return the stamp of a folder that is not one of this release; None when it is, or is new.

    Raises:
        NewerFolderError: a later release has written to it.
        UpgradeError: a restore was cut short.
    """
    if (data_dir / RESTORING).exists():
        raise UpgradeError(
            f"{data_dir} is being restored from a back-up, or that was cut short: run "
            "`accord restore` with the same back-up again"
        )
    stamp = read_stamp(data_dir)
    if stamp is None or stamp == current_stamp():
        return None
    require_known(data_dir, stamp)
    return stamp


def require_known(data_dir: Path, stamp: Stamp) -> None:
    """Make sure that no later release than this one wrote what the stamp is of.

    Raises:
        NewerFolderError: one did.
    """
    unknown = sorted(set(stamp.steps) - set(step_names()))
    if unknown or release_order(stamp.release) > release_order(__version__):
        known_by = f" ({', '.join(unknown)} is not among its upgrade steps)" if unknown else ""
        raise NewerFolderError(
            f"{data_dir} was written by Accord {stamp.release}; this is {__version__}{known_by}. "
            f"Use Accord {stamp.release} or later; to go back to an earlier one, run "
            "`accord upgrade --undo` with the release that wrote the folder"
        )


def require_current(data_dir: Path) -> None:
    """Make sure that this release may write to the folder, and make a new one its own.

    The caller holds the run lock.

    Raises:
        NewerFolderError: a later release has written to it.
        UpgradeNeededError: it must be upgraded first.
    """
    stamp = pending_stamp(data_dir)
    if stamp is not None:
        raise UpgradeNeededError(
            f"{data_dir} was written by Accord {stamp.release}; this is {__version__}. "
            "Run `accord upgrade` (`accord upgrade --dry-run` shows what it would change)"
        )
    if read_stamp(data_dir) is None:
        write_stamp(data_dir, current_stamp())


def publications_to_undo_to(data_dir: Path) -> set[str]:
    """Return the publications that readers get back when an upgrade is undone: they are kept."""
    abouts = (data_dir / BACKUPS).glob(f"[!.]*/{ABOUT_BACKUP}")
    return {json.loads(path.read_text(encoding="utf-8"))["publication"] for path in abouts}


def current_stamp() -> Stamp:
    """Return the stamp of a folder of this release."""
    return Stamp(__version__, step_names())
