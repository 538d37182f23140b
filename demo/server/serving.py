"""Running the application under uvicorn, on 127.0.0.1 only."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from ingestion.garbage import rare_collections

_BACKLOG = 128


def serve(app: ASGIApp, port: int, port_file: Path | None) -> None:
    """Serve until the process is asked to end; `port` 0 takes a free one.

    The port is written to `port_file` once the server accepts connections.
    """
    # Only a socket that names its protocol gets TCP_NODELAY from asyncio; without it every answer
    # waits 40 ms for the client's delayed acknowledgement.
    kind = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    with socket.socket(*kind) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(_BACKLOG)
        if port_file is not None:
            _write(port_file, listener.getsockname()[1])
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
        with contextlib.suppress(KeyboardInterrupt), rare_collections():
            asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))


def _write(port_file: Path, port: int) -> None:
    port_file.parent.mkdir(parents=True, exist_ok=True)
    draft = port_file.with_name(port_file.name + ".part")
    draft.write_text(str(port))
    draft.replace(port_file)
