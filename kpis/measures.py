"""Whether the measures and metrics that metric files name exist, without asking dbt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from kpis.governance.yaml_files import read_yaml
from kpis.problems import Problem


def unknown_names(metrics: Path, models: Path) -> list[Problem]:
    """Return what metric files refer to and nothing defines.

    Args:
        metrics: folder of the metric files, parts included.
        models: folder of the models, with their semantic models.
    """
    files = {path: _read(path) for path in sorted(metrics.rglob("*.yml"))}
    measures = {
        str(measure["name"])
        for path in sorted(models.rglob("*.yml"))
        for model in _read(path).get("semantic_models") or ()
        for measure in model.get("measures") or ()
    }
    named = {str(metric.get("name")) for content in files.values() for metric in _metrics(content)}
    return [
        problem
        for path, content in files.items()
        for metric in _metrics(content)
        for problem in _problems(str(path.relative_to(metrics)), metric, measures, named)
    ]


def _problems(
    file: str, metric: Mapping[str, Any], measures: set[str], metrics: set[str]
) -> Iterator[Problem]:
    parameters = metric.get("type_params") or {}
    for kind, known, names in (
        ("measure", measures, [parameters.get("measure")]),
        ("metric", metrics, [parameters.get("numerator"), parameters.get("denominator")]),
        ("metric", metrics, parameters.get("metrics") or []),
    ):
        for said in names:
            name = said.get("name") if isinstance(said, dict) else said
            if name is not None and name not in known:
                field = f"metrics[{metric.get('name')}].type_params"
                yield Problem(file, field, f"no {kind} is called {name!r}", _fix(name, known, kind))


def _fix(name: str, known: Sequence[str] | set[str], kind: str) -> str:
    close = get_close_matches(str(name), sorted(known), n=1)
    return f"did you mean {close[0]}?" if close else f"name a {kind} that is defined"


def _metrics(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = content.get("metrics")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _read(path: Path) -> Mapping[str, Any]:
    try:
        content = read_yaml(path)
    except yaml.YAMLError:
        # Whoever reads the file itself says what is wrong with it.
        return {}
    return content if isinstance(content, dict) else {}
