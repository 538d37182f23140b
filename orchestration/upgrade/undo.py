"""Go back to the release before: put back what the last upgrade changed."""

from __future__ import annotations

from dataclasses import replace

from orchestration.company.context import Company
from orchestration.company.keeping import aside_dir
from orchestration.company.release import UpgradeError, read_stamp, write_stamp
from orchestration.upgrade.backup import Backup, latest_backup, put_back
from orchestration.upgrade.upgrade import Tell, writing_lock
from orchestration.upgrade.warehouse import close_log
from publishing import current_version
from publishing.versions import make_current, version_folder


def undo(company: Company, tell: Tell) -> Backup:
    """Put back what the last upgrade changed, and give readers the publication they had then.

    What is there now is set aside.

    Raises:
        UpgradeError: there is nothing to undo, or the warehouse is open elsewhere.
        RunLockError: a run kept writing.
    """
    settings = company.settings
    data_dir = settings.data_dir
    with writing_lock(company, tell):
        stamp, backup = read_stamp(data_dir), latest_backup(data_dir)
        if stamp is None or backup is None or stamp == backup.stamp:
            raise UpgradeError(f"{data_dir} has no upgrade that could be undone")
        # From here on the folder is one whose upgrade was cut short, whatever becomes of us.
        write_stamp(data_dir, replace(stamp, backup=backup.name))
        close_log(settings.warehouse_path)
        # A back-up may be months old, and what was loaded since is in no other place.
        aside = aside_dir(data_dir)
        tell(f"set aside what is there now: {aside}")
        put_back(data_dir, backup, aside, tell)
        current = current_version(settings.published_dir)
        if backup.publication and (current is None or current.name != backup.publication):
            if version_folder(settings.published_dir, backup.publication).is_dir():
                tell(f"give readers {backup.publication} again")
                make_current(settings.published_dir, backup.publication)
            else:
                tell(f"{backup.publication} is no longer kept: readers keep what they have")
        write_stamp(data_dir, backup.stamp)
    return backup
