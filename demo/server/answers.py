"""Which sources the demo company answers: each has a folder here, and nothing lists them."""

from __future__ import annotations

import pkgutil
from pathlib import Path


def answered_sources() -> frozenset[str]:
    """Return the names of the sources that read from the demo company."""
    here = str(Path(__file__).parent)
    return frozenset(module.name for module in pkgutil.iter_modules([here]) if module.ispkg)
