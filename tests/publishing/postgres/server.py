"""A PostgreSQL server of the tests' own, in a temporary folder and on a socket of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_PLACES = (
    "/usr/lib/postgresql/*/bin",
    str(ROOT / ".postgres/pgserver/pginstall/bin"),
)
#: PostgreSQL does not run as root.
_INSTEAD_OF_ROOT = "nobody"


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl: Debian's, or what `make postgres` installed."""
    for place in _PLACES:
        found = sorted(Path("/").glob(place.lstrip("/")))
        if found and (found[-1] / "initdb").exists():
            return found[-1]
    return None


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a new server, without a database's name at its end."""
    found = programs()
    assert found is not None
    folder = Path(tempfile.mkdtemp(prefix="accord-pg-"))
    user = _INSTEAD_OF_ROOT if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run(
            [str(found / command[0]), *command[1:]],
            check=True,
            capture_output=True,
            user=user,
            cwd=folder,
        )

    try:
        run("initdb", "-D", f"{folder}/db", "-U", "accord", "--auth=trust", "-E", "UTF8", "-N")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        # Its log goes to a file: a pipe would keep us waiting for the server's end.
        run("pg_ctl", "-D", f"{folder}/db", "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql://accord@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-D", f"{folder}/db", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
