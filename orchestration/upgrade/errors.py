"""Why a data folder can't be used or upgraded as it is."""


class UpgradeError(RuntimeError):
    """The folder can't be used by this release as it is; the message says what to do."""


class NewerFolderError(UpgradeError):
    """The folder was written by a later release than this one."""


class UpgradeNeededError(UpgradeError):
    """The folder is of an earlier release, and its upgrade waits for a person."""
