"""The demo company in the vendors' place: its world, and its server during a run."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from demo.server.preparation import prepare
from demo.server.process import SandboxProcess
from ingestion.registry import SourceConfig, discover
from orchestration.company.clock import sandbox_folder, sandbox_world
from orchestration.company.context import Company


def prepare_world(company: Company) -> None:
    """Simulate the demo company unless it is on disk; nothing to do for a real one."""
    if company.profile.sandbox is not None:
        prepare(*world_arguments(company))


def world_arguments(company: Company) -> tuple[str, int, date, Path]:
    """Return the demo company's size, seed, first day that is known whole, and folder."""
    size, seed = sandbox_world(company.settings, company.profile)
    folder = sandbox_folder(company.settings, company.profile)
    return size, seed, company.clock.first_as_of, folder


class SandboxServer:
    """The demo company's server, running."""

    def __init__(self, company: Company) -> None:
        prepare_world(company)
        self._stack = ExitStack()
        folder = sandbox_folder(company.settings, company.profile)
        self._planning_folder = folder / "planning"
        self._process = self._stack.enter_context(SandboxProcess.start(folder, company.as_of))

    def credentials(self, source: str) -> Mapping[str, Any]:
        """Return settings with which `source` reads from this server."""
        return demo_credentials(
            discover()[source].config,
            self._process.base_url(source),
            self._process.token,
            self._planning_folder,
        )

    def stop(self) -> None:
        """Stop the server."""
        self._stack.close()


def demo_credentials(
    config: type[SourceConfig], base_url: str, token: str, planning_folder: Path
) -> Mapping[str, Any]:
    """Fill in what `config` asks for: addresses, folders, and one token for every secret.

    Identifiers that have no default (accounts, properties) are the demo company's only ones.
    """
    told: dict[str, Any] = {}
    for name, field in config.model_fields.items():
        if name == "base_url":
            told[name] = base_url
        elif field.annotation is SecretStr or name == "access_token":
            told[name] = SecretStr(token)
        elif field.annotation is Path and field.is_required():
            told[name] = planning_folder
        elif field.is_required():
            told[name] = DEMO_IDENTIFIER
    return told


#: The sandbox has one account of each kind and takes any identifier for it.
DEMO_IDENTIFIER = "1000000000"
