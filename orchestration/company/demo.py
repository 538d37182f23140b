"""The embedded demo company in the vendors' place: the only import of the package `demo`.

The product works without that package and without what it needs, so it is imported on first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from ingestion.registry import SourceConfig, find_config
from orchestration.company.clock import sandbox_folder, sandbox_world
from orchestration.company.context import Company

#: The demo company has one account of each kind and takes any identifier for it.
DEMO_IDENTIFIER = "1000000000"
#: What only the demo company needs: the extra `demo` of pyproject.toml.
_PACKAGES = ("demo", "faker")


class DemoMissingError(RuntimeError):
    """The profile asks for the demo company, which is not installed; the message says the fix."""


@contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in _PACKAGES:
            raise
        raise DemoMissingError(
            f"the demo company is not installed (no module {error.name}): install Accord with its "
            'extra, `pip install "accord[demo]"`, or describe your own company in a profile '
            "without `sandbox:` (docs/company-profile.md)"
        ) from error


def command_line(args: Sequence[str], name: str) -> None:
    """Run the demo company's own command line, shown as `name`."""
    with _installed():
        from demo.__main__ import main

    main(args, prog_name=name)


def world_arguments(company: Company) -> tuple[str, int, date, Path]:
    """Return the demo company's size, seed, first day that is known whole, and folder."""
    size, seed = sandbox_world(company.settings, company.profile)
    folder = sandbox_folder(company.settings, company.profile)
    return size, seed, company.clock.first_as_of, folder


def history_from(company: Company) -> date:
    """Return the first day of the demo company's history: what it imported is dated before."""
    with _installed():
        from demo.world.sizes import Size, first_day

    size, _ = sandbox_world(company.settings, company.profile)
    return first_day(Size(size), company.clock.first_as_of)


def is_prepared(size: str, seed: int, first_as_of: date, folder: Path) -> bool:
    """Return whether the world of these arguments is on disk."""
    with _installed():
        from demo.server import preparation

    return preparation.is_prepared(size, seed, first_as_of, folder)


def prepare(size: str, seed: int, first_as_of: date, folder: Path) -> bool:
    """Simulate the world of these arguments unless it is on disk; return whether it was done."""
    with _installed():
        from demo.server import preparation

        return preparation.prepare(size, seed, first_as_of, folder)


def answered(company: Company) -> frozenset[str]:
    """Return the sources that the demo company answers; none where the profile has no sandbox."""
    if company.profile.sandbox is None:
        return frozenset()
    with _installed():
        from demo.server.answers import answered_sources

    return answered_sources()


class SandboxServer:
    """The demo company's server, running; its world is simulated first where there is none."""

    def __init__(self, company: Company) -> None:
        with _installed():
            from demo.server.answers import answered_sources
            from demo.server.process import SandboxProcess

        prepare(*world_arguments(company))
        self._stack = ExitStack()
        self._settings = company.settings
        folder = sandbox_folder(company.settings, company.profile)
        self._planning_folder = folder / "planning"
        sandbox = company.profile.sandbox
        portal = sandbox.portal if sandbox else "full"
        self._answered = answered_sources()
        self._process = self._stack.enter_context(
            SandboxProcess.start(folder, company.as_of, portal=portal)
        )

    def settings(self, source: str) -> Mapping[str, Any]:
        """Return settings with which `source` reads from this server.

        A source for which the demo company has no answers is the environment's, as for a real one.
        """
        if source not in self._answered:
            return self._settings.source(source)
        return demo_settings(
            find_config(source),
            self._process.base_url(source),
            self._process.token,
            self._planning_folder,
        )

    def stop(self) -> None:
        """Stop the server."""
        self._stack.close()


#: Settings that are a way in by themselves, where a source has several.
_TOKENS = ("access_token", "api_token")


def demo_settings(
    config: type[SourceConfig], base_url: str, token: str, planning_folder: Path
) -> Mapping[str, Any]:
    """Fill in what `config` asks for: addresses, folders, and one token for every secret.

    Identifiers that have no default (accounts, properties) are the demo company's only ones.
    """
    filled: dict[str, Any] = {}
    for name, field in config.settings_fields().items():
        if name == "base_url":
            filled[name] = base_url
        elif field.annotation is SecretStr or name in _TOKENS:
            filled[name] = SecretStr(token)
        elif field.annotation in (Path, Path | None) and name == "folder":
            filled[name] = planning_folder
        elif field.is_required():
            filled[name] = DEMO_IDENTIFIER
    return filled
