"""Whether Dagster has a data folder open: its web server, its daemon, or what both ask for code.

They keep files of the run history open for hours, and would go on writing to one that was replaced.
Each holds the lock of `dagster.lock` together with the others; who replaces the files holds it
alone. The operating system drops it with the process. The file says where the UI is.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from orchestration.company.settings import Settings, SettingsError

#: In the data folder; its text is the address of the UI that `accord dev` opened last.
IN_USE_FILE = "dagster.lock"
#: What Dagster's web server and daemon start to read our definitions, and keep.
_CODE_SERVERS = (["api", "grpc"], ["code-server", "start"])


class InUseError(SettingsError):
    """Dagster and a command that replaces its files exclude each other; the message says how."""


def hold_open(data_dir: Path, address: str = "") -> None:
    """Say for as long as this process lives, also as another program, that Dagster has it open.

    Args:
        data_dir: the data folder.
        address: of the UI that this process opens.

    Raises:
        InUseError: its files are being replaced.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    file = os.open(data_dir / IN_USE_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise InUseError(
            f"{data_dir} is being restored or repaired: start Dagster again when that has ended"
        ) from None
    if address:
        os.truncate(file, 0)
        os.pwrite(file, address.encode(), 0)
    # `accord dev` becomes `dagster dev`, which keeps the file; children don't get it.
    os.set_inheritable(file, True)


def hold_open_as_server(data_dir: Path, program: Sequence[str] | None = None) -> None:
    """Do the same if this process serves our definitions to Dagster's web server and daemon.

    `program` is the process's arguments, unless given.
    """
    if is_code_server(program):
        hold_open(data_dir)


def is_code_server(program: Sequence[str] | None = None) -> bool:
    """Return whether this process serves definitions; `program` is its arguments, unless given."""
    return list(sys.argv if program is None else program)[1:3] in _CODE_SERVERS


@contextmanager
def closed(data_dir: Path) -> Iterator[None]:
    """Keep Dagster from opening the data folder during the block.

    Raises:
        InUseError: it has it open.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / IN_USE_FILE).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError(
                f"Dagster has the run history in {data_dir} open, and would go on with files that "
                "are replaced: end `accord dev` (or `dagster dev`, the web server and the daemon) "
                "and say it again. Nothing was changed"
            ) from None
        yield


def ui_address(settings: Settings) -> str:
    """Return where the UI is: as set, else where `accord dev` opened it last."""
    path = settings.data_dir / IN_USE_FILE
    opened = path.read_text(encoding="utf-8") if path.is_file() else ""
    return settings.ui_url if "ui_url" in settings.model_fields_set or not opened else opened
