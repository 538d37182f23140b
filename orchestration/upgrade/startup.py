"""What a run does with a folder of an earlier release before anything else."""

from __future__ import annotations

from rich.console import Console

from orchestration import __version__
from orchestration.company.context import Company
from orchestration.company.folder import require_folder
from orchestration.company.release import UpgradeNeededError, pending_stamp
from orchestration.upgrade.plan import make_plan
from orchestration.upgrade.report import report_path
from orchestration.upgrade.upgrade import upgrade


def bring_up_to_date(company: Company, console: Console) -> None:
    """Upgrade the folder if it is of an earlier release, and say so.

    Done without asking, in schedules too: it keeps all data, backs up what it changes and can be
    undone. Not done when a step has a question for a person, or the setting `auto_upgrade` is off.

    Raises:
        NewerFolderError: a later release has written to the folder.
        OtherCompanyError, ClockError: it is not this company's, or of a later day.
        UpgradeNeededError: the upgrade waits for a person.
        UpgradeError: it did not succeed; the message says what to do.
    """
    settings = company.settings
    require_folder(settings, company.profile, company.clock)
    # Costs a look at one small file when there is nothing to do.
    stamp = pending_stamp(settings.data_dir)
    if stamp is None:
        return
    plan = make_plan(company)
    what = f"{settings.data_dir} was written by Accord {stamp.release}; this is {__version__}"
    if plan and (plan.questions or not settings.auto_upgrade):
        why = "; ".join(plan.questions) or "ACCORD_AUTO_UPGRADE is off"
        raise UpgradeNeededError(
            f"{what}. `accord upgrade --dry-run` shows what would change, `accord upgrade` does "
            f"it. It is not done by a run: {why}"
        )
    if plan and (plan.changes or plan.is_under_way):
        console.print(f"{what}. Upgrading.", markup=False)
    for report in upgrade(
        company, lambda line: console.print(f"  {line}", style="dim", markup=False)
    ):
        console.print(f"Upgraded      {report_path(settings, report)}")
