"""Some space kept aside, so that a full disk can't keep a failed run from being reported.

The file takes real space. It is removed when an error says that the disk is full: history, report
and the daemon then have room for what they must write. The next run that finds room makes it anew.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
from pathlib import Path

NAME = ".reserve"
#: The history of a failed run and its report take well below a megabyte.
SIZE = 8 << 20
#: It is only made where several times as much is free: it must not be what fills the disk.
_ROOM = 4

_FULL = re.compile(
    r"No space left on device|Disk quota exceeded|database or disk is full|ENOSPC", re.IGNORECASE
)
_CODES = (errno.ENOSPC, errno.EDQUOT)

log = logging.getLogger(__name__)


def keep_reserve(data_dir: Path) -> bool:
    """Make the file unless it is there; return whether there is one now."""
    path = data_dir / NAME
    if path.is_file() and path.stat().st_size == SIZE:
        return True
    if shutil.disk_usage(data_dir).free < _ROOM * SIZE:
        return False
    try:
        with path.open("wb") as file:
            # Not a hole: the blocks are taken.
            os.posix_fallocate(file.fileno(), 0, SIZE)
    except OSError as error:
        path.unlink(missing_ok=True)
        log.warning("no space could be kept aside in %s: %s", data_dir, error.strerror)
        return False
    return True


def release_reserve(data_dir: Path) -> bool:
    """Give the space back to the disk; return whether there was any."""
    try:
        (data_dir / NAME).unlink()
    except OSError:
        return False
    log.warning("the disk of %s is full: used the space kept aside", data_dir)
    return True


def is_about_full_disk(text: str) -> bool:
    """Return whether an error's text says that the disk is full."""
    return _FULL.search(text) is not None


def is_full_disk(error: BaseException | None) -> bool:
    """Return whether an error, or what led to it, is that the disk is full."""
    for _ in range(20):
        if error is None:
            return False
        if isinstance(error, OSError) and error.errno in _CODES:
            return True
        if is_about_full_disk(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False
