"""Who may read what is published: whoever may enter the published folder itself.

The pipeline keeps its files to its own user, so that publications are opened one by one, before
readers get them.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

#: Published for a few: figures per person. Its files are the owner's, whatever the rest is.
RESTRICTED = "restricted"
_PRIVATE = 0o700


def open_to_readers(published_dir: Path, folder: Path) -> None:
    """Give a folder of the published one, and all in it, the mode that it should have."""
    for path, mode in modes(published_dir, folder):
        path.chmod(mode)


def modes(published_dir: Path, folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield a folder of the published one and all in it with the modes that they should have."""
    mode = stat.S_IMODE(published_dir.stat().st_mode)
    for path in (folder, *sorted(folder.rglob("*"))):
        if path.is_symlink():
            continue
        own = _PRIVATE if RESTRICTED in path.relative_to(published_dir).parts else mode
        yield path, own if path.is_dir() else own & 0o666
