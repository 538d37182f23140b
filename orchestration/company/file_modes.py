"""Who may read what: the data folder is for the pipeline's user alone, publications for readers.

Nothing that a process of ours makes is open to others (its umask). The data folder itself lets
others pass, without showing what is in it, because the published folder usually lies there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from orchestration.company.settings import Settings

_UMASK = 0o077
_PRIVATE = 0o700
#: To enter, not to list.
_PASSABLE = {"everybody": 0o711, "group": 0o710, "owner": _PRIVATE}
_PUBLISHED = {"everybody": 0o755, "group": 0o750, "owner": _PRIVATE}


def keep_private() -> None:
    """Have all files that this process and its children make readable by their owner alone."""
    os.umask(_UMASK)


def prepare_folders(settings: Settings) -> None:
    """Make the data folder and the published one, with the modes that the settings say."""
    for path, mode in _folders(settings):
        path.mkdir(parents=True, exist_ok=True)
        if path.stat().st_uid == os.geteuid() and stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def wrong_modes(settings: Settings) -> Iterator[tuple[Path, int]]:
    """Yield what is open to other users than it should be, with the mode that it should have."""
    for path, mode in _all(settings):
        # The daemon may be at work, whose files come and go.
        with suppress(FileNotFoundError):
            found = path.stat()
            if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) & 0o777 != mode:
                yield path, mode


def _all(settings: Settings) -> Iterator[tuple[Path, int]]:
    # Imported here: it loads DuckDB, which the command line's quick commands don't need.
    from publishing.modes import modes

    folders = dict(_folders(settings))
    yield from ((path, mode) for path, mode in folders.items() if path.is_dir())
    for parent, names, files in os.walk(settings.data_dir):
        if Path(parent) == settings.published_dir:
            names.clear()
            continue
        for name in (*names, *files):
            path = Path(parent, name)
            if path not in folders and not path.is_symlink():
                yield path, _PRIVATE if name in names else _PRIVATE & 0o666
    if settings.published_dir.is_dir():
        for path in settings.published_dir.iterdir():
            if not path.is_symlink():
                yield from modes(settings.published_dir, path)


def _folders(settings: Settings) -> Iterator[tuple[Path, int]]:
    readers = settings.published_readers
    is_inside = settings.published_dir.is_relative_to(settings.data_dir)
    yield settings.data_dir, _PASSABLE[readers] if is_inside else _PRIVATE
    yield settings.published_dir, _PUBLISHED[readers]
