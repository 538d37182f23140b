"""The semantic manifest that dbt writes, as the KPI layer needs it.

MetricFlow gives the value of a ratio but not its terms. Where a term is filtered by the ratio, it
has no metric of its own: one is added to the manifest in memory, so that the terms are beside
the value without being written twice.

It groups by one dimension after the other. Here every fact gets two entities more, in memory too:
the dimension that a row counts in, and its member, so that one statement answers for all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kpis.definition import DIMENSIONS
from kpis.lacks.catalogue import all_of, lack_of
from kpis.needs import need_of
from kpis.problems import CompileError

#: What a statement groups by beside the period: each row of a fact is read once in total and once
#: for every dimension, with the name of that dimension and the row's member of it.
DIMENSION, MEMBER = "kpi_dimension", "kpi_member"

#: Kinds of costs that a measure may name under `cost_kinds`: advertising, and what is planned.
COST_KINDS = ("ads", "programme", "salaries", "commissions", "tools")


@dataclass(frozen=True)
class Reading:
    """What a run compares to know which days changed: a model, its day and columns."""

    model: str
    time_column: str
    expressions: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """A semantic model: the mart behind it, its metric time and the columns that KPIs read.

    `grain_column` is set where the mart has a row per period: which column says of which grain.

    `dimension_columns` holds the column of each dimension that the fact has.

    `made_of` is set for a fact that is made of KPI values: its KPIs come after the others, and
    what changes it, beside these values, is in that other model.
    """

    name: str
    model: str
    relation: str
    time_column: str
    expressions: tuple[str, ...]
    entities: tuple[str, ...]
    dimension_columns: Mapping[str, str]
    made_of: Reading | None = None
    grain_column: str | None = None

    @property
    def fingerprinted(self) -> Reading:
        """The model whose changes touch the periods of this fact."""
        return self.made_of or Reading(self.model, self.time_column, self.expressions)


@dataclass(frozen=True)
class Semantics:
    """The semantic manifest with the terms of every ratio as metrics."""

    manifest: Mapping[str, Any]
    facts: tuple[Fact, ...]

    def ratio_terms(self, metric: str) -> tuple[str | None, str | None]:
        """Return the metrics of the numerator and denominator of `metric`; none if no ratio."""
        found = self._metric(metric)
        if found["type"] != "ratio":
            return None, None
        return (_term_name(found, "numerator"), _term_name(found, "denominator"))

    def is_zero_filled(self, metric: str) -> bool:
        """Return whether `metric` is a plain sum that is 0 where nothing happened."""
        measure = self._metric(metric)["type_params"]["measure"]
        return measure is not None and measure["fill_nulls_with"] == 0

    def facts_of(self, metric: str) -> list[Fact]:
        """Return the facts that `metric` is computed from, in the order of their names."""
        measures = {measure["name"] for measure in self._measures(metric)}
        names = {
            model["name"]
            for model in self.manifest["semantic_models"]
            if measures & {measure["name"] for measure in model["measures"]}
        }
        return [fact for fact in self.facts if fact.name in names]

    def needs_of(self, metric: str) -> list[str]:
        """Return what `metric` is made of: the base entities of its facts, and what these need.

        What rows may lack a rate is made of amounts, too: nobody has to say so again.
        """
        entities = {entity for fact in self.facts_of(metric) for entity in fact.entities}
        # Of several that are each enough, the model's own needs say what is missing.
        names = {entity for entity in entities if "|" not in entity}
        implied = {need for lack in self._said(metric, "lacks") for need in lack_of(lack).needs}
        return sorted(names | implied | self._said(metric, "needs"))

    def uses_of(self, metric: str) -> list[str]:
        """Return the entities that change `metric` where they are there, and may be absent."""
        return sorted(self._said(metric, "uses"))

    def assumptions_of(self, metric: str) -> list[str]:
        """Return what `metric` assumes where no source feeds it.

        Raises:
            CompileError: `kpis/needs.py` does not say what is assumed of it.
        """
        names = sorted(self._said(metric, "assumes"))
        if unsaid := [name for name in names if not need_of(name).assumed_en]:
            raise CompileError(
                f"metric {metric!r} assumes {', '.join(unsaid)}: kpis/needs.py does not say what"
            )
        return names

    def cost_kinds_of(self, metric: str) -> list[str]:
        """Return the kinds of costs that `metric` is made of: until they are known it waits.

        Raises:
            CompileError: a measure names a kind that costs do not have.
        """
        kinds = self._said(metric, "cost_kinds")
        if unknown := sorted(kinds - set(COST_KINDS)):
            raise CompileError(
                f"metric {metric!r} waits for costs of {', '.join(unknown)}; the kinds are "
                + ", ".join(COST_KINDS)
            )
        return sorted(kinds)

    def lacks_of(self, metric: str) -> list[tuple[str, str]]:
        """Return what rows that `metric` is computed from may lack, each with its condition.

        The condition is that of the metric on the rows, in SQL; "" where it takes all, or where the
        rows are those of another mart than the measure's.
        """
        found: set[tuple[str, str]] = set()
        for measure, filters in self._filtered_measures(metric):
            for model in self.manifest["semantic_models"]:
                for one in model["measures"]:
                    if one["name"] == measure:
                        for name in all_of(_accord_meta(one).get("lacks", ())):
                            lack = lack_of(name)
                            if lack.split_by:
                                if any(lack.split_by in one for one in filters):
                                    found.add((name, ""))
                                continue
                            is_own = lack.model == model["node_relation"]["alias"]
                            found.add((name, _condition(model, filters) if is_own else ""))
        return sorted(found)

    def marts_of(self, metric: str) -> list[dict[str, Any]]:
        """Return the rows that `metric` counts: mart, key, day, members, and which of them."""
        found: list[dict[str, Any]] = []
        for measure, filters in self._filtered_measures(metric):
            for model in self.manifest["semantic_models"]:
                for one in model["measures"]:
                    if one["name"] == measure:
                        mart = self._mart(model, one, filters)
                        if mart not in found:
                            found.append(mart)
        return found

    def _mart(
        self, model: Mapping[str, Any], measure: Mapping[str, Any], filters: tuple[str, ...]
    ) -> dict[str, Any]:
        [fact] = [one for one in self.facts if one.name == model["name"]]
        counted = str(measure["expr"] or measure["name"])
        keys = [str(one["expr"] or one["name"]) for one in model["entities"] if _is_key(one)]
        return {
            "mart": fact.model,
            "key": keys[0] if keys else None,
            "day": fact.time_column,
            "members": dict(fact.dimension_columns),
            "columns": {
                one["name"]: str(one["expr"] or one["name"]) for one in model["dimensions"]
            },
            # A sum counts rows that add to it, another aggregate those that have a value.
            "counted": f"({counted}) <> 0"
            if measure["agg"] == "sum"
            else f"({counted}) is not null",
            "condition": _condition(model, filters),
        }

    def _filtered_measures(
        self, metric: str, filters: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the measures of `metric`, each with the filters of all metrics on the way."""
        found = self._metric(metric)
        parameters = found["type_params"]
        filters = (*filters, *_filters(found))
        if parameters["measure"] is not None:
            yield parameters["measure"]["name"], (*filters, *_filters(parameters["measure"]))
        terms = [parameters["numerator"], parameters["denominator"], *(parameters["metrics"] or ())]
        for term in terms:
            if term is not None:
                yield from self._filtered_measures(term["name"], (*filters, *_filters(term)))

    def variant_column(self, metric: str, dimension: str) -> str:
        """Return the column behind `dimension`: it says of which variant a row of `metric` is."""
        entity, _, name = dimension.partition("__")
        for fact in self.facts_of(metric):
            for model in self.manifest["semantic_models"]:
                if model["name"] == fact.name:
                    for one in model["dimensions"]:
                        if one["name"] == (name or entity):
                            return str(one["expr"] or one["name"])
        raise CompileError(f"no fact of metric {metric!r} has the dimension {dimension!r}")

    def _said(self, metric: str, what: str) -> set[str]:
        """Return what the semantic models of `metric`, and its measures, list under `what`."""
        measures = {measure["name"] for measure in self._measures(metric)}
        names: set[str] = set()
        for model in self.manifest["semantic_models"]:
            used = [one for one in model["measures"] if one["name"] in measures]
            for one in [model, *used] if used else []:
                names.update(_accord_meta(one).get(what, ()))
        return names

    def restricted_to(self, names: Collection[str]) -> Semantics:
        """Return these semantics with the facts `names` and what is computed from them alone."""
        models = [model for model in self.manifest["semantic_models"] if model["name"] in names]
        measures = {measure["name"] for model in models for measure in model["measures"]}
        metrics = [
            metric
            for metric in self.manifest["metrics"]
            if {measure["name"] for measure in self._measures(metric["name"])} <= measures
        ]
        manifest = {**self.manifest, "semantic_models": models, "metrics": metrics}
        return Semantics(manifest, tuple(fact for fact in self.facts if fact.name in names))

    def _measures(self, metric: str) -> Iterator[dict[str, Any]]:
        yield from self._metric(metric)["type_params"]["input_measures"]

    def _metric(self, name: str) -> dict[str, Any]:
        for metric in self.manifest["metrics"]:
            if metric["name"] == name:
                return dict(metric)
        raise CompileError(f"metric {name!r} is not in the semantic manifest")


def read_semantics(path: Path) -> Semantics:
    """Read dbt's `semantic_manifest.json`.

    Raises:
        CompileError: a semantic model is not made as the KPI layer needs it.
    """
    manifest = json.loads(path.read_text(encoding="utf-8"))
    # dbt's order depends on what it parsed before; the SQL that follows must not.
    for kind in ("metrics", "semantic_models"):
        manifest[kind].sort(key=lambda one: str(one["name"]))
    known = {metric["name"] for metric in manifest["metrics"]}
    terms = [
        term
        for metric in manifest["metrics"]
        if metric["type"] == "ratio"
        for term in _term_metrics(metric)
        if term["name"] not in known
    ]
    manifest["metrics"].extend(terms)
    facts = [_fact(model) for model in manifest["semantic_models"]]
    for model in manifest["semantic_models"]:
        model["entities"] += [_repeated(name) for name in (DIMENSION, MEMBER)]
    return Semantics(manifest, tuple(sorted(facts, key=lambda fact: fact.name)))


def _term_name(ratio: Mapping[str, Any], side: str) -> str:
    term = ratio["type_params"][side]
    is_filtered = ratio["filter"] or term["filter"] or term.get("offset_window")
    return f"{ratio['name']}_{side}" if is_filtered else str(term["name"])


def _term_metrics(ratio: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for side in ("numerator", "denominator"):
        name = _term_name(ratio, side)
        term = {**ratio["type_params"][side], "alias": None}
        yield {
            **ratio,
            "name": name,
            "label": name,
            "type": "derived",
            "type_params": {
                **ratio["type_params"],
                "numerator": None,
                "denominator": None,
                "expr": term["name"],
                "metrics": [term],
            },
        }


def _repeated(name: str) -> dict[str, Any]:
    """Return an entity of every fact, whose column is given where the fact is read."""
    unsaid = ("description", "role", "metadata", "label", "config")
    return {"name": name, "type": "foreign", "expr": name, **dict.fromkeys(unsaid)}


def _fact(model: Mapping[str, Any]) -> Fact:
    name = model["name"]
    meta = _accord_meta(model)
    time = (model["defaults"] or {}).get("agg_time_dimension")
    columns = {dimension["name"]: dimension for dimension in model["dimensions"]}
    if time not in columns:
        raise CompileError(f"semantic model {name!r}: set `defaults.agg_time_dimension`")
    if any(measure["agg_time_dimension"] not in (None, time) for measure in model["measures"]):
        raise CompileError(
            f"semantic model {name!r}: a measure has another time dimension; the periods to "
            "recompute are cut on one: give that measure a semantic model of its own"
        )
    if not meta.get("entities"):
        raise CompileError(
            f"semantic model {name!r}: list under `config.meta.accord.entities` the base "
            "entities without which its KPIs have no rows"
        )
    read = [*model["entities"], *model["dimensions"], *model["measures"]]
    expressions = {str(column["expr"] or column["name"]) for column in read}
    grain = columns.get("period_grain")
    return Fact(
        name=name,
        model=model["node_relation"]["alias"],
        relation=model["node_relation"]["relation_name"],
        time_column=str(columns[time]["expr"] or time),
        expressions=tuple(sorted(expressions)),
        entities=tuple(meta["entities"]),
        dimension_columns={
            entity["name"]: str(entity["expr"] or entity["name"])
            for entity in model["entities"]
            if entity["name"] in DIMENSIONS
        },
        grain_column=grain and str(grain["expr"] or grain["name"]),
        made_of=_made_of(meta.get("made_of")),
    )


def _is_key(entity: Mapping[str, Any]) -> bool:
    return str(entity["type"]) == "primary"


def _filters(element: Mapping[str, Any]) -> list[str]:
    """Return the conditions of a metric or of a term, as MetricFlow has them."""
    where = (element.get("filter") or {}).get("where_filters") or ()
    return [one["where_sql_template"] for one in where]


def _condition(model: Mapping[str, Any], filters: Collection[str]) -> str:
    """Return `filters` as a condition on the rows of the mart behind `model`."""
    columns = {one["name"]: str(one["expr"] or one["name"]) for one in model["dimensions"]}

    def column(match: re.Match[str]) -> str:
        return columns[match["name"]]

    named = r"\{\{\s*Dimension\('(?:\w+?__)?(?P<name>\w+)'\)\s*\}\}"
    return " and ".join(f"({re.sub(named, column, one)})" for one in sorted(set(filters)))


def _accord_meta(element: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a semantic model or a measure says under `config.meta.accord`."""
    config: Mapping[str, Any] = element.get("config") or {}
    said: Mapping[str, Any] = (config.get("meta") or {}).get("accord") or {}
    return said


def _made_of(declared: Mapping[str, Any] | None) -> Reading | None:
    if declared is None:
        return None
    return Reading(declared["model"], declared["day"], tuple(sorted(declared["columns"])))
