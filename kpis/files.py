"""Metric files: one KPI each, found under the metrics folder, typed, with every fault named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from kpis.definition import Kpi, Variant
from kpis.governance.yaml_files import read_yaml
from kpis.problems import DefinitionError, Problem

#: Files whose name begins so hold building blocks shared by several KPIs, and no KPI.
PARTS_PREFIX = "_"

_FIXES = {
    "missing": "add the field",
    "extra_forbidden": "remove it, or correct its name: {fields}",
    "literal_error": "use one of the values listed",
    "enum": "use one of the values listed",
    "string_pattern_mismatch": "write lower case words joined by single underscores",
    "date_from_datetime_parsing": "write the date as YYYY-MM-DD",
    "date_type": "write the date as YYYY-MM-DD",
    "string_too_short": "say it in words",
    "string_type": "write a text",
    "too_short": "name at least one",
    "value_error": "make the fields agree",
}


@dataclass(frozen=True)
class MetricVariant:
    """A variant of a KPI: the metric that computes it, and what it says of itself."""

    metric: str
    label_en: str
    description_en: str
    type: str
    definition: Variant


@dataclass(frozen=True)
class MetricFile:
    """A KPI as its file defines it. `metric_type` is MetricFlow's (simple, ratio, ...)."""

    path: Path
    name: str
    metric: str
    metric_type: str
    label_en: str
    description_en: str
    kpi: Kpi
    variants: tuple[MetricVariant, ...]


def load_metric_files(folder: Path) -> list[MetricFile]:
    """Return the KPIs defined under `folder`, by id.

    Raises:
        DefinitionError: with every fault of every file, not only the first.
    """
    problems: list[Problem] = []
    files: list[MetricFile] = []
    for path in sorted(folder.rglob("*.yml")):
        if not path.name.startswith(PARTS_PREFIX):
            file = _load(path, str(path.relative_to(folder)), problems)
            if file is not None:
                files.append(file)
    if problems:
        raise DefinitionError(problems)
    return sorted(files, key=lambda file: file.kpi.id)


def _load(path: Path, name: str, problems: list[Problem]) -> MetricFile | None:
    try:
        content = read_yaml(path)
    except yaml.YAMLError as error:
        problems.append(Problem(name, "file", f"is not YAML: {error}", "correct the syntax"))
        return None
    before = len(problems)
    problems.extend(_without_a_part(name, content))
    if len(problems) > before:
        return None
    kpis: list[tuple[dict[str, Any], Kpi]] = []
    variants: list[MetricVariant] = []
    for metric in (content or {}).get("metrics", []):
        meta = metric.get("config", {}).get("meta", {}).get("accord")
        field = f"metrics[{metric.get('name')}].config.meta.accord"
        if meta is None:
            continue
        if "variant" in meta:
            variant = _validated(Variant, meta, name, field, problems)
            if isinstance(variant, Variant):
                variants.append(
                    MetricVariant(
                        metric=metric["name"],
                        label_en=metric["label"],
                        description_en=_described(metric),
                        type=metric["type"],
                        definition=variant,
                    )
                )
        else:
            kpi = _validated(Kpi, {**_said_elsewhere(metric, meta), **meta}, name, field, problems)
            if isinstance(kpi, Kpi):
                kpis.append((metric, kpi))
    if len(problems) > before:
        return None
    if len(kpis) != 1:
        fix = f"keep exactly one per file; parts go to a file `{PARTS_PREFIX}….yml`"
        problems.append(Problem(name, "metrics", f"defines {len(kpis)} KPIs", fix))
        return None
    metric, kpi = kpis[0]
    problems.extend(_misnamed(name, path, metric, kpi, variants))
    return MetricFile(
        path=path,
        name=name,
        metric=metric["name"],
        metric_type=metric["type"],
        label_en=metric["label"],
        description_en=_described(metric),
        kpi=kpi,
        variants=tuple(variants),
    )


def _without_a_part(name: str, content: Any) -> Iterator[Problem]:
    """Yield what dbt asks of every metric, and one lacks."""
    metrics = (content or {}).get("metrics", []) if isinstance(content or {}, dict) else None
    if not isinstance(metrics, list):
        yield Problem(name, "metrics", "is no list", "begin each metric with `- name: …`")
        return
    for place, metric in enumerate(metrics):
        if not isinstance(metric, dict):
            yield Problem(name, f"metrics[{place}]", "has no name", "begin it with `- name: …`")
            continue
        for part in ("name", "label", "type"):
            if part not in metric:
                which = metric.get("name", place)
                yield Problem(name, f"metrics[{which}].{part}", "is missing", f"add `{part}:`")


def _described(metric: dict[str, Any]) -> str:
    return " ".join(str(metric.get("description", "")).split())


def _said_elsewhere(metric: dict[str, Any], meta: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a KPI that follow from others, for a file that leaves them out."""
    changes = meta.get("change_log")
    last = changes[-1] if isinstance(changes, list) and changes else None
    version = {"version": last["version"]} if isinstance(last, dict) and "version" in last else {}
    return {"id": metric.get("name"), **version}


def _validated(
    model: type[BaseModel], meta: object, file: str, field: str, problems: list[Problem]
) -> BaseModel | None:
    try:
        return model.model_validate(meta)
    except ValidationError as error:
        for fault in error.errors():
            where = ".".join([field, *(str(part) for part in fault["loc"])])
            fix = _FIXES.get(fault["type"], "give a value of the type asked for")
            fix = fix.format(fields=", ".join(model.model_fields))
            problems.append(Problem(file, where, fault["msg"], fix))
        return None


def _misnamed(
    file: str, path: Path, metric: dict[str, Any], kpi: Kpi, variants: list[MetricVariant]
) -> Iterator[Problem]:
    if not metric["name"] == kpi.id == path.stem:
        message = f"file {path.stem!r}, metric {metric['name']!r} and id {kpi.id!r} differ"
        yield Problem(file, "id", message, "give the three the same name")
    if path.parent.name != kpi.family:
        fix = f"move the file to {kpi.family}/"
        yield Problem(file, "family", f"is {kpi.family!r}, in {path.parent.name}/", fix)
    if not metric.get("description"):
        yield Problem(file, "description", "is missing", "say what the figure means, in English")
    for variant in variants:
        if not variant.description_en:
            field = f"metrics[{variant.metric}].description"
            fix = "say what the variant is, in English"
            yield Problem(file, field, "is missing", fix)
        if variant.definition.kpi != kpi.id:
            fix = f"write `kpi: {kpi.id}`, or move the variant to its KPI's file"
            message = f"belongs to {variant.definition.kpi!r}"
            yield Problem(file, f"metrics[{variant.metric}].kpi", message, fix)
