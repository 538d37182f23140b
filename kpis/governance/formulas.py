"""What a KPI is computed by, as one number: metric, measure, filter and window.

Names of metrics and the words of a definition are left out, and so is the SQL of the facts: a
figure that stays as it was has the same meaning. What a fact holds is held by golden cells
(tests/breakages/golden.py).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kpis.files import MetricFile
from kpis.governance.yaml_files import read_yaml

#: How many characters of a hash are kept: enough to tell some hundred formulas apart.
_LENGTH = 12
_DIMENSION = re.compile(r"(?:Time)?Dimension\(\s*'(\w+?)__(\w+)'")
#: An expression that adds and subtracts metrics, and does nothing else.
_LINEAR = re.compile(r"[\w\s+-]+")
#: Parameters of a metric that name metrics, and one that names a measure.
_METRICS = ("numerator", "denominator", "base_metric")
#: What a metric or a measure says that changes no figure.
_WORDS = ("name", "label", "description", "config", "create_metric", "meta")

Content = Mapping[str, Any]


class Formulas:
    """The metrics and measures of a project, read once."""

    def __init__(self, models: Path) -> None:
        """Read every metric file and semantic model under `models`."""
        self._metrics: dict[str, Content] = {}
        self._measures: dict[str, tuple[Content, Content]] = {}
        self._semantic: list[Content] = []
        for path in sorted(models.rglob("*.yml")):
            text = f"\n{path.read_text(encoding='utf-8')}"
            if "\nmetrics:" not in text and "\nsemantic_models:" not in text:
                continue
            content = read_yaml(path) or {}
            for metric in content.get("metrics") or ():
                self._metrics[metric["name"]] = metric
            for model in content.get("semantic_models") or ():
                self._semantic.append(model)
                for measure in model.get("measures") or ():
                    self._measures[measure["name"]] = (model, measure)

    def hashes(self, file: MetricFile) -> dict[str, str]:
        """Return the hash of a KPI's formula under '', and of each variant under its name."""
        kpi = file.kpi
        common = {
            "unit": kpi.unit,
            "basis": kpi.basis,
            "window": kpi.window,
            "additivity": kpi.additivity,
            "variant_dimension": list(kpi.variant_dimensions),
            "row_filter": kpi.row_filter,
        }
        found = {"": _hash({**common, "metric": self._metric(file.metric)})}
        for variant in file.variants:
            own = variant.definition
            said: dict[str, object] = {
                "unit": own.unit,
                "basis": own.basis,
                "window": own.window,
                "row_filter": own.row_filter,
                "variant_dimension": own.variant_dimension,
            }
            changed = {name: value for name, value in said.items() if value is not None}
            form = {**common, **changed, "metric": self._metric(variant.metric)}
            found[own.variant] = _hash(form)
        return dict(sorted(found.items()))

    def adds_up(self, metric: str) -> bool:
        """Return whether `metric` is a sum: no ratio, percentile or count of distinct things.

        The parts of anything else do not add up to the whole, whatever its definition says.
        """
        found = self._metrics.get(metric, {})
        parameters = found.get("type_params") or {}
        measure = parameters.get("measure")
        if measure is not None:
            name = measure["name"] if isinstance(measure, Mapping) else measure
            _, measured = self._measures.get(name, ({}, {}))
            return measured.get("agg") == "sum"
        terms = parameters.get("metrics") or ()
        names = [one["name"] if isinstance(one, Mapping) else one for one in terms]
        is_linear = _LINEAR.fullmatch(str(parameters.get("expr", ""))) is not None
        return is_linear and bool(names) and all(self.adds_up(name) for name in names)

    def _metric(self, name: str) -> Any:
        metric = self._metrics.get(name)
        if metric is None:
            return name
        form = {key: value for key, value in metric.items() if key not in (*_WORDS, "filter")}
        form["type_params"] = self._parameters(metric.get("type_params") or {})
        return {**form, **self._filtered(metric)}

    def _parameters(self, parameters: Content) -> dict[str, Any]:
        form: dict[str, Any] = {}
        for name, said in parameters.items():
            if name in _METRICS:
                form[name] = self._named(said, "metric")
            elif name in ("measure", "base_measure", "conversion_measure"):
                form[name] = self._named(said, "measure")
            elif name == "metrics":
                form[name] = [self._named(one, "metric", alias=True) for one in said]
            elif isinstance(said, Mapping):
                form[name] = self._parameters(said)
            else:
                form[name] = _plain(said)
        return form

    def _named(self, said: Any, kind: str, alias: bool = False) -> dict[str, Any]:
        """Return what a metric or measure that is named is made of, and how it is taken."""
        how = dict(said) if isinstance(said, Mapping) else {"name": said}
        name = how.pop("name")
        form = {key: _plain(value) for key, value in how.items() if key != "filter"}
        if alias:
            # The expression of a derived metric speaks of its terms by these.
            form.setdefault("alias", name)
        made_of = self._metric(name) if kind == "metric" else self._measure(name)
        return {**form, **self._filtered(how), "made_of": made_of}

    def _measure(self, name: str) -> Any:
        if name not in self._measures:
            return name
        model, measure = self._measures[name]
        form = {key: _plain(value) for key, value in measure.items() if key not in _WORDS}
        form.setdefault("expr", name)
        time = measure.get("agg_time_dimension") or (model.get("defaults") or {}).get(
            "agg_time_dimension"
        )
        form["agg_time_dimension"] = _expression(model, time)
        form["model"] = _plain(model.get("model"))
        return form

    def _filtered(self, said: Content) -> dict[str, Any]:
        """Return a filter as its text, with what the dimensions in it are computed by."""
        if not said.get("filter"):
            return {}
        filters = said["filter"] if isinstance(said["filter"], list) else [said["filter"]]
        texts = [str(_plain(one)) for one in filters]
        named = sorted({pair for text in texts for pair in _DIMENSION.findall(text)})
        return {"filter": texts, "dimensions": [self._dimension(*pair) for pair in named]}

    def _dimension(self, entity: str, name: str) -> list[str]:
        return sorted(
            {
                _expression(model, name)
                for model in self._semantic
                if any(one["name"] == entity for one in model.get("entities") or ())
                and any(one["name"] == name for one in model.get("dimensions") or ())
            }
        )


def _expression(model: Content, dimension: str | None) -> str:
    for one in model.get("dimensions") or ():
        if one["name"] == dimension:
            return str(_plain(one.get("expr") or dimension))
    return str(dimension)


def _plain(value: Any) -> Any:
    """Return a value whose texts differ in no blank: a line broken elsewhere is no change."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items() if key not in ("config", "meta")}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _hash(form: Any) -> str:
    text = json.dumps(form, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
