"""The demo company in the vendors' place: its world on disk and its server while a run needs it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr

from ingestion.registry import discover
from orchestration.company_clock import sandbox_folder
from orchestration.context import Company
from orchestration.settings import PROJECT_ROOT

#: Any non-empty `sandbox-*` token is accepted by the server.
_TOKEN = SecretStr("sandbox-token")
_START_SECONDS = 60.0


@dataclass(frozen=True)
class SandboxServer:
    """A running server."""

    company: Company
    base_url: str
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, company: Company) -> Self:
        raise NotImplementedError
