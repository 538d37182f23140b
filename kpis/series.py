"""What is asked of MetricFlow: the series of values that the metric files promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kpis.definition import DIMENSIONS, GRAINS, Dimension, Grain
from kpis.files import MetricFile
from kpis.semantics import DIMENSION, Semantics

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
    """Series that MetricFlow answers in one statement: in total and by each of `dimensions`.

    With `is_total` the answer is the overall figure alone, as a reader asks for it.
    """

    grain: Grain
    dimensions: tuple[Dimension, ...]
    row_filter: Mapping[str, str | int] | None
    variant_dimension: str | None
    series: tuple[Series, ...]
    is_total: bool = False

    def in_total(self) -> Query:
        """Return the same question, asked of the overall figure alone."""
        return replace(self, is_total=True)

    @property
    def where(self) -> str | None:
        """The filter in MetricFlow's words; the grain keeps its placeholder, see `filled_in`."""
        if self.row_filter is None:
            return None
        conditions = []
        for name, value in self.row_filter.items():
            literal = f"'{value}'" if isinstance(value, str) else str(value)
            if value == "<dimension>":
                literal = f"'{TOTAL}'" if self.is_total else f"{{{{ Entity('{DIMENSION}') }}}}"
            column = name.replace("<grain>", self.grain)
            conditions.append(f"{{{{ Dimension('{column}') }}}} = {literal}")
        return " and ".join(conditions)

    def filled_in(self, text: str) -> str:
        """Return `text` with the statement's grain for its placeholder."""
        return text.replace("'<grain>'", f"'{self.grain}'")

    @property
    def facts(self) -> frozenset[str]:
        """The facts that the statement reads."""
        return frozenset(fact for one in self.series for fact in one.facts)

    @property
    def metrics(self) -> list[str]:
        """Every metric of the statement, each once, in a stable order."""
        return sorted({metric for one in self.series for metric in one.metrics})


def all_series(files: Iterable[MetricFile], semantics: Semantics) -> list[Series]:
    """Return the series of `files`: each KPI, then its variants in the order of the file."""
    series = []
    for file in files:
        variants = [(one.definition, one.metric) for one in file.variants]
        for own, metric in [(None, file.metric), *variants]:
            left_out = own.left_out(file.kpi) if own else {}
            numerator, denominator = semantics.ratio_terms(metric)
            facts = semantics.facts_of(metric)
            one = Series(
                kpi_id=file.kpi.id,
                variant=own.variant if own else "",
                metric=metric,
                numerator=numerator,
                denominator=denominator,
                # A share has no value where nothing happened; the amount beside it is 0.
                is_zero_without_event=numerator is None
                and (file.kpi.additivity != "none" or semantics.is_zero_filled(metric)),
                variant_dimension=None,
                row_filter=(own and own.row_filter) or file.kpi.row_filter,
                grains=tuple(grain for grain in file.kpi.all_grains if grain not in left_out),
                dimensions=tuple(
                    name
                    for name in DIMENSIONS
                    if name in file.kpi.dimensions and name not in left_out
                ),
                facts=tuple(fact.name for fact in facts),
                is_late=any(fact.made_of for fact in facts),
            )
            if not file.kpi.variant_is_kpi:
                series.append(one)
            members = (own and own.variant_dimension and (own.variant_dimension,)) or ()
            series += [
                replace(one, variant_dimension=name)
                for name in members or file.kpi.variant_dimensions
            ]
    return series


def queries(series: Sequence[Series], most_metrics: int) -> dict[Grain, list[Query]]:
    """Group `series` into statements by grain, each of at most `most_metrics` where it can."""
    return {
        grain: _split(grain, wanted, most_metrics)
        for grain in GRAINS
        if (wanted := [one for one in series if grain in one.grains])
    }


def _split(grain: Grain, series: Sequence[Series], most_metrics: int) -> list[Query]:
    """Put series that read the same facts and exist at the same places into one statement.

    Such a statement reads each fact once, joins nothing that it need not, and is the same for
    every grain but for its name, so that it is planned once.
    """
    kinds: dict[object, list[Series]] = {}
    for one in series:
        row_filter = tuple(sorted((one.row_filter or {}).items()))
        kind = (one.facts, one.dimensions, one.grains, row_filter, one.variant_dimension)
        kinds.setdefault(kind, []).append(one)
    found = []
    for members in kinds.values():
        batch: list[Series] = []
        for one in members:
            if batch and sum(len(other.metrics) for other in [*batch, one]) > most_metrics:
                found.append(_query(grain, batch))
                batch = []
            batch.append(one)
        found.append(_query(grain, batch))
    return found


def _query(grain: Grain, series: Sequence[Series]) -> Query:
    first = series[0]
    return Query(grain, first.dimensions, first.row_filter, first.variant_dimension, tuple(series))
