"""Ids that are made from names: an export replaces what the one before made in a tool."""

from __future__ import annotations

import uuid


def id_of(*parts: str) -> str:
    """Return the same UUID for the same thing, every time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("accord", *parts))))
