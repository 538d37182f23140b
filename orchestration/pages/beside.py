"""Start the pages beside Dagster's web server."""

from __future__ import annotations

import subprocess
import sys

from orchestration.company.settings import PROJECT_ROOT, Settings


def serve_beside(settings: Settings, dagster_port: int) -> str:
    """Start serving, for as long as this process lives; return the address.

    The process may become another program meanwhile, as `accord dev` becomes `dagster dev`.
    """
    address = f"http://127.0.0.1:{dagster_port}"
    subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "orchestration.pages", "--dagster", address],
        env=settings.child_environment(ACCORD_DATA_DIR=str(settings.data_dir)),
        cwd=PROJECT_ROOT,
    )
    return settings.page("")
