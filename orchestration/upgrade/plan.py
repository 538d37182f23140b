"""What a data folder needs to be one of this release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration import __version__
from orchestration.company.context import Company
from orchestration.upgrade.errors import NewerFolderError, UpgradeNeededError
from orchestration.upgrade.stamp import Stamp, read_stamp, release_order, write_stamp
from orchestration.upgrade.steps import Step, all_steps


@dataclass(frozen=True)
class Plan:
    """The steps that a folder has not had.

    Attributes:
        stamp: what the folder says of itself.
        changes: by the name of a step, what it would change, one line each; a step that has
            nothing to change in this folder is left out.
    """

    stamp: Stamp
    changes: Mapping[str, tuple[str, ...]]

    @property
    def is_under_way(self) -> bool:
        """Whether an upgrade to what the stamp says was cut short."""
        return bool(self.stamp.backup)

    @property
    def steps(self) -> dict[str, Step]:
        """The steps that change something, in order."""
        return {name: all_steps()[name] for name in self.changes}

    @property
    def questions(self) -> list[str]:
        """What a person has to decide before."""
        return [step.question for step in self.steps.values() if step.question]


def make_plan(company: Company) -> Plan | None:
    """Return what the company's data folder needs; None when it needs nothing.

    Raises:
        NewerFolderError: a later release has written to it.
    """
    stamp = pending_stamp(company.settings.data_dir)
    if stamp is None:
        return None
    changes = {
        name: tuple(step.plan(company))
        for name, step in all_steps().items()
        if name not in stamp.steps
    }
    return Plan(stamp, {name: lines for name, lines in changes.items() if lines})


def pending_stamp(data_dir: Path) -> Stamp | None:
    """Return the stamp of a folder that is not one of this release; None when it is, or is new.

    Raises:
        NewerFolderError: a later release has written to it.
    """
    stamp = read_stamp(data_dir)
    if stamp is None or stamp == current_stamp():
        return None
    unknown = sorted(set(stamp.steps) - set(all_steps()))
    if unknown or release_order(stamp.release) > release_order(__version__):
        known_by = f" ({', '.join(unknown)} is not among its upgrade steps)" if unknown else ""
        raise NewerFolderError(
            f"{data_dir} was written by Accord {stamp.release}; this is {__version__}{known_by}. "
            f"Use Accord {stamp.release} or later; to go back to an earlier one, run "
            "`accord upgrade --undo` with the release that wrote the folder"
        )
    return stamp


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


def current_stamp() -> Stamp:
    """Return the stamp of a folder of this release."""
    return Stamp(__version__, tuple(all_steps()))
