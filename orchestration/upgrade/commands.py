"""`accord upgrade` on the terminal."""

from __future__ import annotations

from rich.console import Console

from orchestration import __version__
from orchestration.company.context import Company
from orchestration.company.folder import require_folder
from orchestration.upgrade.plan import make_plan
from orchestration.upgrade.report import NEXT, report_path
from orchestration.upgrade.steps import all_steps
from orchestration.upgrade.undo import undo
from orchestration.upgrade.upgrade import upgrade


def show_plan(company: Company, console: Console) -> None:
    """Print the steps that the folder needs, and what each would change."""
    plan = make_plan(company)
    if plan is None or not (plan.changes or plan.is_under_way):
        _say_nothing_to_do(company, console)
        return
    console.print(
        f"{company.settings.data_dir}: {plan.stamp.release} -> {__version__}. Nothing is changed.",
        markup=False,
    )
    if plan.is_under_way:
        console.print(f"An upgrade was cut short; it would go on. Back-up: {plan.stamp.backup}")
    for name, changes in plan.changes.items():
        step = all_steps()[name]
        console.print(f"  {step.title}", markup=False)
        for line in (*changes, *([f"to decide: {step.question}"] if step.question else [])):
            console.print(f"    {line}", markup=False)


def upgrade_folder(company: Company, console: Console) -> None:
    """Upgrade, and print what was done."""
    require_folder(company.settings, company.profile, company.clock)
    reports = upgrade(company, lambda line: console.print(f"  {line}", markup=False))
    for report in reports:
        console.print(report.headline, markup=False)
        console.print(f"Back-up       {company.settings.data_dir / report.backup}", markup=False)
        console.print(f"Report        {report_path(company.settings, report)}", markup=False)
    if reports:
        console.print(f"Next          {NEXT}", markup=False)
    else:
        _say_nothing_to_do(company, console)


def undo_upgrade(company: Company, console: Console) -> None:
    """Put the last upgrade's back-up back, and print how to go on."""
    backup = undo(company, lambda line: console.print(f"  {line}", markup=False))
    console.print(
        f"{company.settings.data_dir} is as {backup.stamp.release} left it. Go on with that "
        "release: a run of this one upgrades again.",
        markup=False,
    )


def _say_nothing_to_do(company: Company, console: Console) -> None:
    console.print(f"{company.settings.data_dir}: nothing to upgrade, {__version__}.", markup=False)
