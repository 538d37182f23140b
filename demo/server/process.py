"""The server as a process of its own: started, waited for, stopped by its id."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import orjson

_TOKEN = "sandbox-token"  # noqa: S105 the sandbox takes any token that begins so
_POLL_SECONDS = 0.02
_STOP_SECONDS = 5.0


class SandboxError(RuntimeError):
    """The sandbox server did not start; the message holds the end of its log."""


class SandboxProcess:
    """A running sandbox server. `token` is one that every vendor of it accepts."""

    token = _TOKEN

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = process
        self.port = port

    @classmethod
    @contextmanager
    def start(
        cls,
        world_folder: Path,
        as_of: date,
        *,
        planning_folder: Path | None = None,
        portal: str = "full",
        timeout: float = 60.0,
    ) -> Iterator[SandboxProcess]:
        """Serve a written world on a free port of 127.0.0.1 until the block ends.

        Raises SandboxError when the server ends, or has no port, within `timeout` seconds.
        """
        with tempfile.TemporaryDirectory(prefix="accord-sandbox-") as scratch:
            port_file, log_file = Path(scratch, "port"), Path(scratch, "log")
            command = [sys.executable, "-m", "demo", "serve"]
            command += ["--world", str(world_folder), "--as-of", as_of.isoformat()]
            command += ["--port", "0", "--port-file", str(port_file), "--until-stdin-closes"]
            command += ["--portal", portal]
            if planning_folder is not None:
                command += ["--planning-folder", str(planning_folder)]
            with log_file.open("wb") as log:
                root = Path(__file__).resolve().parents[2]
                # A pipe that nobody writes to: it closes with this process, even a killed one.
                process = subprocess.Popen(  # noqa: S603
                    command, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=root
                )
            try:
                yield cls(process, _port(process, port_file, log_file, timeout))
            finally:
                _stop(process)

    def base_url(self, vendor: str) -> str:
        """The base URL of a vendor: its source's name, as its folder here is called."""
        return f"http://127.0.0.1:{self.port}/{vendor}"

    def move_to(self, as_of: date) -> None:
        """Move the clock; the planning sheets are rewritten before this returns."""
        self._post("as_of", {"as_of": as_of.isoformat()})

    def misbehave(self, faults: Iterable[Mapping[str, Any]]) -> None:
        """Set the faults (see `faults.Fault`); an empty list makes the server behave."""
        self._post("faults", list(faults))

    def _post(self, action: str, body: object) -> None:
        url = f"http://127.0.0.1:{self.port}/__sandbox/{action}"
        with urlopen(Request(url, orjson.dumps(body))) as answer:
            answer.read()


def _port(process: subprocess.Popen[bytes], port_file: Path, log_file: Path, timeout: float) -> int:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline and process.poll() is None:
        if port_file.exists():
            return int(port_file.read_text())
        time.sleep(_POLL_SECONDS)
    log = log_file.read_text(errors="replace")[-2000:]
    raise SandboxError(f"the sandbox server did not start:\n{log}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()
