"""What is asked of MetricFlow: the series of values that the metric files promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kpis.definition import DIMENSIONS, GRAINS, Dimension, Grain
from kpis.files import MetricFile
from kpis.semantics import Semantics

#: Dimension name of the overall figure.
TOTAL = "total"


@dataclass(frozen=True)
class Series:
    """One KPI variant: its metric, the metrics of its ratio, and where it exists.

    A late one is computed from the values of the others.
    """

    kpi_id: str
    variant: str
    metric: str
    numerator: str | None
    denominator: str | None
    is_zero_without_event: bool
    variant_dimension: str | None
    row_filter: Mapping[str, str | int] | None
    grains: tuple[Grain, ...]
    dimensions: tuple[Dimension, ...]
    facts: tuple[str, ...]
    is_late: bool = False

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics to ask for: the value and, for a ratio, its two terms."""
        terms = (self.numerator, self.denominator)
        return (self.metric, *(term for term in terms if term is not None))


@dataclass(frozen=True)
class Query:
    """Series that MetricFlow answers in one statement."""

    grain: Grain
    dimension: str
    where: str | None
    variant_dimension: str | None
    series: tuple[Series, ...]

    @property
    def metrics(self) -> list[str]:
        """Every metric of the statement, each once, in a stable order."""
        return sorted({metric for one in self.series for metric in one.metrics})


def all_series(files: Iterable[MetricFile], semantics: Semantics) -> list[Series]:
    """Return the series of `files`: each KPI, then its variants in the order of the file."""
    series = []
    for file in files:
        variants = [(variant.definition.variant, variant.metric) for variant in file.variants]
        for variant, metric in [("", file.metric), *variants]:
            numerator, denominator = semantics.ratio_terms(metric)
            facts = semantics.facts_of(metric)
            one = Series(
                kpi_id=file.kpi.id,
                variant=variant,
                metric=metric,
                numerator=numerator,
                denominator=denominator,
                is_zero_without_event=file.kpi.additivity != "none" and numerator is None,
                variant_dimension=None,
                row_filter=file.kpi.row_filter,
                grains=file.kpi.all_grains,
                dimensions=tuple(name for name in DIMENSIONS if name in file.kpi.dimensions),
                facts=tuple(fact.name for fact in facts),
                is_late=any(fact.stands_on for fact in facts),
            )
            if not file.kpi.variant_is_kpi:
                series.append(one)
            series += [replace(one, variant_dimension=name) for name in file.kpi.variant_dimensions]
    return series


def queries(series: Sequence[Series], most_metrics: int) -> dict[tuple[Grain, str], list[Query]]:
    """Group `series` into statements: same grain, dimension and filter, at most `most_metrics`."""
    grouped: dict[tuple[Grain, str], list[Query]] = {}
    for grain in GRAINS:
        for dimension in (TOTAL, *DIMENSIONS):
            wanted = [
                one
                for one in series
                if grain in one.grains and (dimension == TOTAL or dimension in one.dimensions)
            ]
            if wanted:
                grouped[grain, dimension] = _split(grain, dimension, wanted, most_metrics)
    return grouped


def _split(
    grain: Grain, dimension: str, series: Sequence[Series], most_metrics: int
) -> list[Query]:
    kinds: dict[tuple[str | None, str | None], list[Series]] = {}
    # Neighbours read the same facts: a statement then reads each of its few facts once.
    for one in sorted(series, key=lambda one: one.facts):
        where = _filled_in(one.row_filter, grain, dimension)
        kinds.setdefault((where, one.variant_dimension), []).append(one)
    found = []
    for (where, variant_dimension), members in kinds.items():
        batch: list[Series] = []
        for one in members:
            if batch and sum(len(other.metrics) for other in [*batch, one]) > most_metrics:
                found.append(Query(grain, dimension, where, variant_dimension, tuple(batch)))
                batch = []
            batch.append(one)
        found.append(Query(grain, dimension, where, variant_dimension, tuple(batch)))
    return found


def _filled_in(
    row_filter: Mapping[str, str | int] | None, grain: Grain, dimension: str
) -> str | None:
    """Return `row_filter` as a MetricFlow filter for one grain and dimension."""
    if row_filter is None:
        return None
    conditions = []
    for name, value in row_filter.items():
        literal = f"'{value}'" if isinstance(value, str) else str(value)
        condition = f"{{{{ Dimension('{name}') }}}} = {literal}"
        conditions.append(condition.replace("<grain>", grain).replace("<dimension>", dimension))
    return " and ".join(conditions)
