"""What HubSpot's descriptions say in words, or its pages only: limits of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

#: path -> the largest page; a listing with history gives half as many.
_LARGEST_PAGE = {
    r"/crm/(v3/objects|objects/[\d-]+)/\w+": 100,
    r"/crm/(v3/owners|owners/[\d-]+)": 500,
    r"/marketing/(v3/campaigns|campaigns/[\d-]+)": 100,
    r"/crm/(v3/objects|objects/[\d-]+)/\w+/search": 200,
}
_BATCH = r"/crm/(v3/objects|objects/[\d-]+)/\w+/batch/read"
_LINKS = r"/crm/(v4/associations|associations/[\d-]+)/\w+/\w+/batch/read"
_BATCH_OF_RECORDS, _BATCH_OF_LINKS, _WITH_HISTORY = 100, 1000, 50
_FILTER_GROUPS, _FILTERS, _SORTS, _WINDOW = 5, 6, 1, 10_000


def limit_problems(
    path: str, query: Mapping[str, Sequence[str]], body: Mapping[str, Any] | None
) -> list[str]:
    """Which limits a request passes, one line each."""
    given = body or {}
    history = bool(query.get("propertiesWithHistory") or given.get("propertiesWithHistory"))
    found = []
    limit = int(given.get("limit") or (query.get("limit") or ["1"])[0])
    if limit > (allowed := _page(path, history)):
        found.append(f"{path}: limit {limit} is above {allowed}")
    if len(given.get("inputs", ())) > (allowed := _batch(path, history)):
        found.append(f"{path}: {len(given['inputs'])} inputs are more than {allowed}")
    if path.endswith("/search"):
        found += [f"{path}: {problem}" for problem in _search_problems(given, limit)]
    return found


def _page(path: str, history: bool) -> int:
    for pattern, largest in _LARGEST_PAGE.items():
        if re.fullmatch(pattern, path):
            return _WITH_HISTORY if history else largest
    return _BATCH_OF_LINKS


def _batch(path: str, history: bool) -> int:
    if re.fullmatch(_BATCH, path):
        return _WITH_HISTORY if history else _BATCH_OF_RECORDS
    return _BATCH_OF_LINKS


def _search_problems(body: Mapping[str, Any], limit: int) -> list[str]:
    groups, found = body.get("filterGroups", []), []
    if len(groups) > _FILTER_GROUPS:
        found.append(f"{len(groups)} filter groups")
    if any(len(group["filters"]) > _FILTERS for group in groups):
        found.append("too many filters in a group")
    if len(body.get("sorts", ())) > _SORTS:
        found.append("more than one sort")
    if int(body.get("after") or 0) + limit > _WINDOW:
        found.append("beyond the first 10,000 hits")
    return found
