"""The upgrade steps, one file each, in the order of their names.

A file is `step_NNNN_what_it_does.py` and holds `STEP`. docs/upgrading.md says how to add one.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from orchestration.company.context import Company


@dataclass(frozen=True)
class Step:
    """One change of a data folder. All its parts may be called any number of times.

    Attributes:
        title: what it does, as a short sentence without a full stop.
        release: the release that it came with.
        plan: says what it would change in this company's folder, one line each; nothing when the
            folder does not need it. Changes nothing.
        files: the files and folders that it changes: they are backed up first.
        apply: makes the change, so that a kill at any point leaves the old state or the new one.
        question: why a person has to decide on it, for instance because figures change; empty when
            a run may do it without asking.
    """

    title: str
    release: str
    plan: Callable[[Company], Sequence[str]]
    files: Callable[[Company], Sequence[Path]]
    apply: Callable[[Company], None]
    question: str = ""


@cache
def all_steps() -> dict[str, Step]:
    """Return every step by its name, in order."""
    names = sorted(
        module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("step_")
    )
    return {name: import_module(f"{__name__}.{name}").STEP for name in names}
