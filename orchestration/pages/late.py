"""What is late, as Dagster judges it: one line for each group of assets."""

from __future__ import annotations

import json
import urllib.request
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import quote

_TIMEOUT_SECONDS = 30
_IS_LATE = ("WARNING", "DEGRADED")
_QUERY = """
{
  assetNodes {
    assetKey { path }
    groupName
    owners { ... on TeamAssetOwner { team } ... on UserAssetOwner { email } }
    freshnessStatusInfo {
      freshnessStatus
      freshnessStatusMetadata { lastMaterializedTimestamp }
    }
    metadataEntries { label ... on TextMetadataEntry { text } }
  }
}
"""


@dataclass(frozen=True)
class LateGroup:
    """Assets of one group that are late.

    Attributes:
        group: as in the UI.
        assets: their keys, `schema/name`.
        of: how many assets the group has.
        owners: whose they are.
        due: when they are due, in words.
        last_made: when the oldest of them was made last; None: one never was.
    """

    group: str
    assets: tuple[str, ...]
    of: int
    owners: tuple[str, ...]
    due: str
    last_made: datetime | None


@dataclass(frozen=True)
class Lateness:
    """The groups with something late, in the way of the data, and how many assets are watched."""

    groups: tuple[LateGroup, ...]
    watched: int


def ask_dagster(address: str) -> Sequence[Mapping[str, Any]]:
    """Return every asset as the web server at `address` has it.

    Raises:
        OSError: it does not answer.
        ValueError: it answers something else.
    """
    request = urllib.request.Request(  # noqa: S310 - our own address
        f"{address}/graphql",
        data=json.dumps({"query": _QUERY}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310
        content = json.load(answer)
    if not (content.get("data") or {}).get("assetNodes"):
        raise ValueError(f"{address} names no assets: {content.get('errors') or 'none is loaded'}")
    nodes: Sequence[Mapping[str, Any]] = content["data"]["assetNodes"]
    return nodes


def lateness(nodes: Sequence[Mapping[str, Any]], zone: tzinfo) -> Lateness:
    """Return what is late among `nodes`, with times of the company's zone."""
    by_group: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for node in nodes:
        by_group[node["groupName"]].append(node)
    groups = []
    for name, members in sorted(by_group.items()):
        late = [one for one in members if _status(one) in _IS_LATE]
        if late:
            groups.append(_late_group(name, late, len(members), zone))
    return Lateness(tuple(groups), sum(_status(node) is not None for node in nodes))


def asset_path(asset: str) -> str:
    """Return the path of an asset's page in the UI."""
    return f"/assets/{quote(asset)}"


def _status(node: Mapping[str, Any]) -> str | None:
    info = node["freshnessStatusInfo"]
    return info["freshnessStatus"] if info else None


def _late_group(name: str, late: Sequence[Mapping[str, Any]], of: int, zone: tzinfo) -> LateGroup:
    made = [_last_made(node, zone) for node in late]
    known = [moment for moment in made if moment is not None]
    owners = {owner.get("team") or owner.get("email") for node in late for owner in node["owners"]}
    return LateGroup(
        group=name,
        assets=tuple(sorted("/".join(node["assetKey"]["path"]) for node in late)),
        of=of,
        owners=tuple(sorted(owners)),
        due="; ".join(sorted({_due(node) for node in late})),
        last_made=min(known) if len(known) == len(made) else None,
    )


def _last_made(node: Mapping[str, Any], zone: tzinfo) -> datetime | None:
    found = (node["freshnessStatusInfo"]["freshnessStatusMetadata"] or {}).get(
        "lastMaterializedTimestamp"
    )
    return datetime.fromtimestamp(found, zone) if found else None


def _due(node: Mapping[str, Any]) -> str:
    return next((one["text"] for one in node["metadataEntries"] if one["label"] == "due"), "")
