"""Great Expectations, imported in half the time."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

#: What only its expectations of statistics and their charts use: over a second to import.
_RARELY_USED = ("altair", "scipy.stats")


class _ImportedOnUse(ModuleType):
    """Stands for a module that is imported when something of it is asked for."""

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self.__name__), attribute)


def import_great_expectations() -> Any:
    """Return the package; what it rarely uses is imported once it is used."""
    stand_ins = {name: _ImportedOnUse(name) for name in _RARELY_USED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        return import_module("great_expectations")
    finally:
        # Only Great Expectations keeps them: others find the modules as they are.
        for name in stand_ins:
            del sys.modules[name]
