"""What a data folder needs to be one of this release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orchestration.company.context import Company
from orchestration.company.release import Stamp, pending_stamp
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
