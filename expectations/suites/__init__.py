"""One module per checked table, each with a `SUITE`; a new file here is a new suite."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from expectations.suite import Suite


@cache
def all_suites() -> tuple[Suite, ...]:
    """Return every suite of this folder, ordered by table.

    Raises:
        ValueError: two suites check the same table, or a suite names a check twice.
    """
    modules = [
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    ]
    suites = sorted((module.SUITE for module in modules), key=lambda suite: suite.table)
    _refuse_doubles("suite", [suite.table for suite in suites])
    for suite in suites:
        _refuse_doubles(f"check in {suite.table}", [check.name for check in suite.checks])
    return tuple(suites)


def _refuse_doubles(what: str, names: list[str]) -> None:
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise ValueError(f"more than one {what}: {', '.join(doubles)}; join them into one")
