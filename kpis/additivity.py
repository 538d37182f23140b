"""Over what the figures of a series add up, and what is refused of what a definition says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpis.definition import Additivity
from kpis.files import MetricFile, MetricVariant
from kpis.governance.formulas import Formulas
from kpis.problems import Problem

_FIX = "write `none`: parts of a ratio, a percentile or a distinct count do not add up"


def additivity_of(
    file: MetricFile, variant: MetricVariant | None, formulas: Formulas
) -> Additivity:
    """Return over what the KPI, or one of its variants, adds up.

    A variant that says nothing adds up as its KPI does where it is a sum; the 90th percentile of a
    KPI that adds up does not.
    """
    if variant is None:
        return file.kpi.additivity
    if variant.definition.is_adjusted:
        # Its small teams and its reps are not in the publication.
        return "none"
    if variant.definition.additivity is not None:
        return variant.definition.additivity
    return file.kpi.additivity if formulas.adds_up(variant.metric) else "none"


def find_problems(files: Sequence[MetricFile], formulas: Formulas) -> Iterator[Problem]:
    """Yield each KPI and variant that is said to add up and is no sum."""
    for file in files:
        if file.kpi.additivity != "none" and not formulas.adds_up(file.metric):
            yield Problem(file.name, "additivity", f"{file.metric} is no sum", _FIX)
        for variant in file.variants:
            said = variant.definition.additivity
            if said not in (None, "none") and not formulas.adds_up(variant.metric):
                field = f"metrics[{variant.metric}].additivity"
                yield Problem(file.name, field, f"{variant.metric} is no sum", _FIX)
