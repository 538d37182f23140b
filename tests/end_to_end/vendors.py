"""A company with accounts at vendors, in whose place a sandbox of the test's own answers.

Unlike the demo company it has credentials of its own, and its server can be made to misbehave.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from pydantic import SecretStr

from demo.server.process import SandboxProcess
from ingestion.registry import find_config, source_names
from orchestration.company.demo import DEMO_IDENTIFIER, demo_settings
from tests.end_to_end.pipeline import ROOT, Pipeline

_CONFIGS = {name: find_config(name) for name in source_names()}
VENDORS = tuple(name for name, config in _CONFIGS.items() if "base_url" in config.settings_fields())
_ASKED = {name: demo_settings(_CONFIGS[name], "", "", Path()) for name in VENDORS}
#: A secret of its own for each that is asked: the demo company's server takes any token that
#: begins so, and none of these is to be found anywhere but here.
SECRETS = {
    _CONFIGS[name].variable(field): f"sandbox-{name}-{field}-5ecret"
    for name, asked in _ASKED.items()
    for field, value in asked.items()
    if isinstance(value, SecretStr)
}
#: Accounts and properties: the server takes any.
_IDENTIFIERS = {
    _CONFIGS[name].variable(field): value
    for name, asked in _ASKED.items()
    for field, value in asked.items()
    if value == DEMO_IDENTIFIER
}


@dataclass(frozen=True)
class VendorPipeline(Pipeline):
    """A pipeline that gets addresses and tokens from its environment."""

    variables: Mapping[str, str] = field(default_factory=dict)

    def environment(self, **extra: str) -> dict[str, str]:
        return super().environment(**{**self.variables, **extra})


def client_of(
    server: SandboxProcess, folder: Path, planning: Path, history_from: date | None = None
) -> VendorPipeline:
    """Return the demo company without its sandbox: its vendors are at `server`'s addresses.

    What was imported is dated before `history_from`: without a sandbox the profile says it.
    """
    profile = (ROOT / "company.yml").read_text(encoding="utf-8")
    profile = profile.replace("sandbox:\n  size: small\n  seed: 7\n", "")
    profile = profile.replace("planning: true", f"planning: {planning}")
    if "sandbox:" in profile or "planning: true" in profile:
        raise ValueError("company.yml has another layout: adapt client_of")
    company = folder / "company.yml"
    if history_from is not None:
        profile += f"history_from: {history_from}\n"
    company.write_text(profile, encoding="utf-8")
    addresses = {f"ACCORD_{name.upper()}_BASE_URL": server.base_url(name) for name in VENDORS}
    variables = {
        **addresses,
        **SECRETS,
        **_IDENTIFIERS,
        "ACCORD_RETRY_SECONDS": "0.1",
    }
    return VendorPipeline(folder / "data", company=company, variables=variables)


def faults_left(server: SandboxProcess) -> list[dict[str, Any]]:
    """Return the faults that no request has met yet."""
    with urlopen(f"http://127.0.0.1:{server.port}/__sandbox/health") as answer:
        faults: list[dict[str, Any]] = json.loads(answer.read())["faults"]
    return [fault for fault in faults if fault["times"]]
