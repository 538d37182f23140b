"""`accord doctor --repair`: put right what is damaged, and say what was used and what is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from orchestration.build.damage import damage_of
from orchestration.build.lock import RunLock
from orchestration.company.context import Company
from orchestration.company.folder import require_folder
from orchestration.company.keeping import aside_dir
from orchestration.history.in_use import closed
from orchestration.recovery.closes import repair_closes
from orchestration.recovery.examine_data import was_published
from orchestration.recovery.examine_runs import damage_of_sqlite
from orchestration.recovery.forgetting.by_list import clean_by_list
from orchestration.recovery.rebuild import rebuild
from publishing import diagnose, heal

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Repair:
    """What was repaired.

    Attributes:
        done: what was wrong and what was done, one line each; nothing when nothing was wrong.
        report: where it is written down; None when nothing was done.
        needs_run: whether a run has to build and publish anew.
    """

    done: tuple[str, ...]
    report: Path | None
    needs_run: bool


def repair(company: Company, tell: Tell) -> Repair:
    """Put right what is damaged. Nothing that is damaged is removed: it is set aside.

    Raises:
        OtherCompanyError, NewerFolderError, ClockError: the folder is not this company's, or not
            of this release.
        RunLockError: a run kept writing.
        InUseError: the run history is damaged, and Dagster has it open.
    """
    settings = company.settings
    require_folder(settings, company.profile, company.clock)
    lock = RunLock(
        settings.data_dir,
        "accord doctor --repair",
        settings.lock_wait_seconds,
        on_wait=lambda reason: tell(f"wait: {reason}"),
    )
    with lock, ExitStack() as stack:
        if damaged_history := _damaged_history(company):
            stack.enter_context(closed(settings.data_dir))
        aside = aside_dir(settings.data_dir)
        done = [f"publication: {line}" for line in heal(settings.published_dir, aside)]
        needs_run = diagnose(settings.published_dir).version is None and (
            bool(done) or was_published(company)
        )
        if needs_run and not done:
            done.append("publication: nothing is left of it; the next run publishes anew")
        if damage := damage_of(settings.warehouse_path):
            done.append(f"warehouse: {damage}")
            done += [f"warehouse: {line}" for line in rebuild(company, aside, tell)]
            # Saved from a back-up of before: who was forgotten since does not come back.
            if removed := clean_by_list(company, tell).rows.total():
                done.append(f"warehouse: {removed} rows of people who were forgotten left out")
            needs_run = True
        done += [f"close {line}" for line in repair_closes(company, aside)]
        done += _set_aside(damaged_history, company, aside)
        if not done:
            return Repair((), None, needs_run=False)
        report = settings.reports_dir / f"repair-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.md"
        report.parent.mkdir(parents=True, exist_ok=True)
        lines = ["# Accord: repaired", "", *(f"- {line}" for line in done)]
        report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Repair(tuple(done), report, needs_run)


def _damaged_history(company: Company) -> list[Path]:
    """Return those of Dagster's databases that can't be read."""
    home = company.settings.dagster_home
    return [path for path in home.rglob("*.db") if damage_of_sqlite(path)]


def _set_aside(damaged: Sequence[Path], company: Company, aside: Path) -> list[str]:
    """Set Dagster's databases aside if one is damaged: it begins a new history."""
    home = company.settings.dagster_home
    if not damaged:
        return []
    for name in {path.relative_to(home).parts[0] for path in damaged}:
        (aside / "dagster").mkdir(parents=True, exist_ok=True)
        (home / name).rename(aside / "dagster" / name)
    return [
        f"run history: {', '.join(path.name for path in damaged)} can't be read; it is in "
        f"{aside / 'dagster'} and a new one begins. Figures do not depend on it"
    ]
