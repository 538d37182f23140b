"""Serve the pages until the process that started this one ends: `accord dev` does."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time

import uvicorn

from orchestration.company.context import load_company
from orchestration.pages.server import application
from orchestration.reporting.outlets import guard_process

_POLL_SECONDS = 0.5


def main() -> None:
    """Serve; say what to do if the port is taken."""
    guard_process()
    parser = argparse.ArgumentParser(prog="python -m orchestration.pages", description=__doc__)
    parser.add_argument("--dagster", default="http://127.0.0.1:3000", help="Dagster's web server")
    address = parser.parse_args().dagster
    company = load_company()
    settings = company.settings
    config = uvicorn.Config(
        application(company, address),
        host="127.0.0.1",
        port=settings.pages_port,
        log_level="warning",
        access_log=False,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_end_with_parent, args=(server, os.getppid()), daemon=True).start()
    try:
        server.run()
    except SystemExit:
        sys.stderr.write(
            f"The pages are not served: port {settings.pages_port} is taken. Set ACCORD_PAGES_PORT "
            "to a free one, and start `accord dev` again.\n"
        )
        raise


def _end_with_parent(server: uvicorn.Server, parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    server.should_exit = True


if __name__ == "__main__":
    main()
