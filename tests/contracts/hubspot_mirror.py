"""HubSpot's own API descriptions, where a copy of its repository is at hand.

The repository is HubSpot/HubSpot-public-api-spec-collection, as a git directory whose path
`ACCORD_HUBSPOT_SPECS` gives. It is never part of this one.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.contracts.openapi import endpoints_of, named_of
from tests.contracts.validator import Contract, Endpoint

# Where `fetch` puts it: beside the project's folder.
_BESIDE = (
    Path(__file__).resolve().parents[3]
    / ".mirror"
    / "HubSpot+HubSpot-public-api-spec-collection"
    / "repo"
)
MIRROR = Path(os.environ.get("ACCORD_HUBSPOT_SPECS", _BESIDE))
#: What the source reads, by folder of the repository. Where a version lacks one, there is nothing
#: to hold an answer against: the paths of the source say which version it takes instead.
FAMILIES = (
    *("Account/Account Info", "Settings/Multicurrency"),
    *("CRM/Objects", "CRM/Associations", "CRM/Crm Owners", "CRM/Pipelines", "CRM/Properties"),
    *("Marketing/Campaigns Public Api", "Marketing/Marketing Emails", "Marketing/Forms"),
    *("CMS/Posts", "CMS/Pages", "Events/Events"),
)


def mirror_missing() -> str | None:
    """Why these tests must be skipped, or None."""
    if MIRROR.is_dir():
        return None
    return f"HubSpot's API descriptions are not at {MIRROR} (ACCORD_HUBSPOT_SPECS)"


def load_mirror(*versions: str) -> Contract:
    """The contract of all families in these versions (`v3`, `v4`, `2026-09`)."""
    endpoints: list[Endpoint] = []
    named: dict[str, object] = {}
    for index, path in enumerate(_documents(versions)):
        document = json.loads(_git("show", f"HEAD:{path}"))
        endpoints += endpoints_of(document, f"{index}.")
        named |= named_of(document, f"{index}.")
    return Contract(endpoints, named)


def _documents(versions: tuple[str, ...]) -> list[str]:
    names = _git("ls-tree", "-r", "-z", "HEAD", "--name-only").split("\0")
    return [
        name
        for name in names
        if (parts := name.split("/"))[0] == "PublicApiSpecs"
        # PublicApiSpecs/CRM/Objects/Rollouts/424/2026-09/objects.json
        and len(parts) == 7
        and "/".join(parts[1:3]) in FAMILIES
        and parts[5] in versions
    ]


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(MIRROR), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def scopes_and_tiers(folder: str, version: str) -> tuple[set[str], dict[str, str]]:
    """The scopes that read the family's records, and the lowest tier by hub, but for Free."""
    [path] = [
        name
        for name in _git("ls-tree", "-r", "-z", "HEAD", "--name-only").split("\0")
        if name.startswith(f"PublicApiSpecs/{folder}/Rollouts/")
        and len(parts := name.split("/")) == 7
        and parts[5] == version
    ][:1]
    document = json.loads(_git("show", f"HEAD:{path}"))
    scopes = {
        scope
        for operations in document["paths"].values()
        for needed in operations.get("get", {}).get("security", ())
        for scope in next(iter(needed.values()))
    }
    tiers = document.get("x-hubspot-product-tier-requirements", {})
    return scopes, {hub: tier for hub, tier in tiers.items() if tier != "FREE"}
