"""Great Expectations, imported in half the time."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

#: What only its expectations of statistics and their charts use: over a second to import.
_RARELY_USED = ("altair", "scipy.stats")


class _ImportedOnUse(ModuleType):
    """A placeholder for a module, which is imported when one of its attributes is used."""

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self.__name__), attribute)


def import_great_expectations() -> Any:
    """Return the package; what it rarely uses is imported once it is used."""
    placeholders = {name: _ImportedOnUse(name) for name in _RARELY_USED if name not in sys.modules}
    sys.modules.update(placeholders)
    try:
        return import_module("great_expectations")
    finally:
        # Only Great Expectations keeps them: others find the modules as they are.
        for name in placeholders:
            del sys.modules[name]
