"""The compile step: metric files -> generated dbt models, planned again only when they change."""

from __future__ import annotations

import gc
import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from kpis.behind import BEHIND_FILE, behind_text
from kpis.catalogue import catalog_model, definitions_model, notes_model
from kpis.definition import Grain
from kpis.files import load_metric_files
from kpis.governance.checking import check_project
from kpis.governance.formulas import Formulas
from kpis.planner import Planner
from kpis.problems import CompileError
from kpis.renaming import RenamingPlanner
from kpis.render import (
    content_hash,
    fingerprints_model,
    inputs_model,
    lacking_model,
    measured_model,
    needs_models,
    union_model,
    unknown_costs_model,
)
from kpis.semantics import read_semantics
from kpis.series import Series, all_series, queries
from kpis.variants import variants_model

#: A statement of more metrics joins so many answers that the engine plans longer than it reads.
MOST_METRICS = 15

#: Answers in one model: more, and the engine plans longer; fewer, and dbt has more models to run.
MOST_QUERIES = 60

#: SQL of each KPI as MetricFlow writes it, for the dictionary.
SQL_FILE = "metricflow_sql.json"
#: What was compiled, and from what.
_STATE = "state.json"

#: What the committed models of the KPI layer refer to: there before dbt can parse the project.
_AWAITED = (
    "kpi__measured",
    "kpi__measured_late",
    "kpi__definitions",
    "kpi__notes",
    "kpi_fingerprints",
    "kpi__inputs",
    "kpi__filled",
    "kpi__needs",
    "kpi__lacking",
    "kpi__unknown_costs",
    "kpi__variants_said",
    "kpi_catalog",
)


@dataclass(frozen=True)
class CompileSummary:
    """What a compilation did: `is_cached` when nothing had to be planned."""

    kpis: int
    series: int
    models: int
    is_cached: bool
    seconds: float


def metrics_folder(project: Path) -> Path:
    """Return the folder of the metric files of a dbt project."""
    return project / "models" / "metrics"


def generated_folder(project: Path) -> Path:
    """Return the folder of the generated models of a dbt project."""
    return project / "models" / "kpi" / "generated"


def check(project: Path, as_of: date) -> list[str]:
    """Check every metric file and scorecard and return the ids of the KPIs that they define.

    Raises:
        DefinitionError: with all that is wrong.
    """
    return [file.kpi.id for file in check_project(project, as_of)[0]]


def compile_project(
    project: Path,
    as_of: date,
    parse: Callable[[], Path] | None = None,
) -> CompileSummary:
    """Check the metric files of `project` and write its generated models.

    Args:
        project: folder of `dbt_project.yml` and `profiles.yml`.
        as_of: the day against which review dates are checked.
        parse: has dbt parse the project and returns the path of its `semantic_manifest.json`;
            by default a plain `dbt parse`.

    Raises:
        DefinitionError: a metric file breaks a rule.
        CompileError: dbt or MetricFlow refuses the definitions.
    """
    started = time.monotonic()
    kpis = len(check(project, as_of))
    folder = generated_folder(project)
    sources = _sources_hash(project)
    state = _state(folder)
    if _is_current(state, sources, folder):
        models = len(state["files"])
        seconds = time.monotonic() - started
        return CompileSummary(kpis, state["series"], models, True, seconds)
    folder.mkdir(parents=True, exist_ok=True)
    for name in _AWAITED:
        if not (folder / f"{name}.sql").exists():
            (folder / f"{name}.sql").write_text("select 1 as not_compiled_yet\n")
    made = compiled(project, parse() if parse else parse_project(project))
    for stale in {path.stem for path in folder.glob("*.sql")} - made.texts.keys():
        (folder / f"{stale}.sql").unlink()
    for name, text in made.texts.items():
        (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    shown = json.dumps(made.sql, indent=1, sort_keys=True)
    (folder / SQL_FILE).write_text(f"{shown}\n", encoding="utf-8")
    (folder / BEHIND_FILE).write_text(made.behind, encoding="utf-8")
    state = {"sources": sources, "series": made.series, "files": _hashes(folder)}
    # Last: a compilation that was cut short is done again.
    (folder / _STATE).write_text(
        json.dumps(state, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    return CompileSummary(kpis, made.series, len(made.texts), False, time.monotonic() - started)


def is_compiled(project: Path) -> bool:
    """Return whether the generated models are those of the metric files and of this code."""
    folder = generated_folder(project)
    return _is_current(_state(folder), _sources_hash(project), folder)


def _state(folder: Path) -> dict[str, Any]:
    path = folder / _STATE
    state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return state


def _is_current(state: Mapping[str, Any], sources: str, folder: Path) -> bool:
    return state.get("sources") == sources and state.get("files") == _hashes(folder)


def parse_project(project: Path) -> Path:
    """Have dbt parse `project` into its own target folder; return `semantic_manifest.json`.

    Raises:
        CompileError: dbt cannot parse the project, in dbt's words.
    """
    from dbt.cli.main import dbtRunner

    where = ["--project-dir", str(project), "--profiles-dir", str(project)]
    # dbt takes a relative one to start from the project.
    target = (project / "target").resolve()
    said = StringIO()
    with redirect_stdout(said):
        result = dbtRunner().invoke(["--quiet", "parse", *where, "--target-path", str(target)])
    if not result.success:
        reason = result.exception or said.getvalue().strip()
        raise CompileError(f"dbt cannot parse {project.name}: {reason}")
    return target / "semantic_manifest.json"


@dataclass(frozen=True)
class Compiled:
    """What the metric files compile to.

    Attributes:
        texts: the generated models by name.
        sql: MetricFlow's SQL of each KPI by month, for the dictionary.
        behind: which rows are behind each figure, for `accord why`.
        series: how many series of values there are.
    """

    texts: dict[str, str]
    sql: dict[str, str]
    behind: str
    series: int


def compiled(project: Path, manifest: Path) -> Compiled:
    """Compile the metric files of `project` and write nothing.

    Args:
        project: folder of `dbt_project.yml`.
        manifest: the `semantic_manifest.json` that dbt made of it.

    Raises:
        CompileError: MetricFlow refuses the definitions.
    """
    semantics = read_semantics(manifest)
    files = load_metric_files(metrics_folder(project))
    series = all_series(files, semantics)
    planner = Planner(semantics)
    renaming = RenamingPlanner(planner)
    # Planning makes millions of small objects that all live: collecting them is wasted time.
    gc.disable()
    try:
        early = _measured(planner, renaming, "kpi__", [one for one in series if not one.is_late])
        late = _measured(planner, renaming, "kpi__late_", [one for one in series if one.is_late])
        sql: dict[str, str] = {}
        for one in series:
            if one.variant == "" and one.kpi_id not in sql:
                shown = queries([one], MOST_METRICS)[_shown_grain(one)][0].in_total()
                sql[one.kpi_id] = planner.readable(planner.sql(shown))
    finally:
        gc.enable()
    texts = {**early, **late}
    texts["kpi__definitions"] = definitions_model(files, series, semantics)
    definitions_hash = content_hash(texts)
    texts["kpi__measured"] = union_model(sorted(early))
    texts["kpi__measured_late"] = union_model(sorted(late))
    texts["kpi__notes"] = notes_model(files)
    texts["kpi__inputs"] = inputs_model(files, semantics)
    texts |= needs_models(files, semantics)
    texts["kpi__lacking"] = lacking_model(series, semantics)
    texts["kpi__unknown_costs"] = unknown_costs_model(series, semantics)
    texts["kpi_catalog"] = catalog_model(files, semantics)
    texts["kpi__variants_said"] = variants_model(files, series, Formulas(project / "models"))
    metrics = [metric for one in series for metric in one.metrics]
    used = {fact.name: fact for metric in metrics for fact in semantics.facts_of(metric)}
    texts["kpi_fingerprints"] = fingerprints_model(
        [used[name] for name in sorted(used)], definitions_hash
    )
    return Compiled(texts, sql, behind_text(series, semantics), len(series))


def _measured(
    planner: Planner, renaming: RenamingPlanner, prefix: str, series: Sequence[Series]
) -> dict[str, str]:
    """Return the models that measure `series`: their names, and MetricFlow's SQL in them."""
    models = {}
    for grain, asked in queries(series, MOST_METRICS).items():
        plans = [(query, planner.templated(renaming.sql(query), query)) for query in asked]
        for first in range(0, len(plans), MOST_QUERIES):
            name = f"{prefix}{grain}__{first // MOST_QUERIES + 1}"
            models[name] = measured_model(grain, plans[first : first + MOST_QUERIES])
    return models


def _shown_grain(series: Series) -> Grain:
    return "month" if "month" in series.grains else series.grains[0]


def _sources_hash(project: Path) -> str:
    """Hash all that the generated text depends on: definitions, this package, MetricFlow."""
    from importlib.metadata import version

    digest = hashlib.sha256(version("metricflow").encode())
    for module in _modules():
        digest.update(module.read_bytes())
    for path in sorted((project / "models").rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        # MetricFlow reads metrics, semantic models and its time spine; a model's columns and tests,
        # which come before the semantic models on it, change nothing.
        whole = path.is_relative_to(metrics_folder(project)) or "time_spine:" in text
        read = text if whole else f"\n{text}".partition("\nsemantic_models:")[2]
        if read:
            digest.update(f"{path.relative_to(project)}\n{read}".encode())
    return digest.hexdigest()


def _modules() -> list[Path]:
    """Return the modules whose text makes generated text."""
    package = Path(__file__).parent
    return [*sorted(package.glob("*.py")), *sorted(package.glob("lacks/*.py"))]


def _hashes(folder: Path) -> dict[str, str]:
    """Hash each generated model, so that one that was edited or lost is written again."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*.sql"))
    }
