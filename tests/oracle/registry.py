"""Which module observes which KPIs, and what kind of figure each KPI and variant is.

A module of observations has `FIGURES` (a KPI, or a KPI and variant, -> its kind; a variant that is
not named is of the KPI's kind) and `observe(world)`; being here is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tests import oracle
from tests.oracle.figures import Figure
from tests.oracle.observations import Observation
from tests.oracle.world import World

Figures = Mapping[str | tuple[str, str], Figure]


@dataclass(frozen=True)
class Observer:
    """What a module gives: its KPIs' kinds, and its observations."""

    figures: Figures
    observe: Callable[[World], Iterator[Observation]]

    def kpis(self) -> set[str]:
        return {key if isinstance(key, str) else key[0] for key in self.figures}


#: What reads this registry can hold no observations.
_READERS = {"compare", "expected", "registry"}


def _observers() -> Iterator[Observer]:
    names = {found.name for found in iter_modules(oracle.__path__)} - _READERS
    for name in sorted(names):
        module = import_module(f"{oracle.__name__}.{name}")
        if hasattr(module, "FIGURES"):
            yield Observer(module.FIGURES, module.observe)


OBSERVERS = tuple(_observers())


@cache
def figure_of(kpi: str, variant: str) -> Figure:
    """The kind of a KPI's variant."""
    for key in ((kpi, variant), kpi):
        for observer in OBSERVERS:
            if key in observer.figures:
                return observer.figures[key]
    raise KeyError(f"no module of tests/oracle has a figure for {kpi} {variant!r}")
