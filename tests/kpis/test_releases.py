"""Versions of definitions: what changes a formula, and that it needs another version."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from kpis.__main__ import main
from kpis.files import load_metric_files
from kpis.governance.formulas import Formulas
from kpis.governance.releases import (
    current_releases,
    read_releases,
    releases_path,
    unreleased,
    write_releases,
)
from kpis.problems import DefinitionError

PROJECT = Path(__file__).parents[2] / "dbt_project"
#: KPIs on hand-made facts, small enough to be read in no time.
SMALL = Path(__file__).parent / "project"
WIN_RATE = "models/metrics/efficiency/win_rate.yml"
FACTS = "models/semantic_models/closed_deals.yml"


def test_every_version_of_the_project_is_released() -> None:
    files = load_metric_files(PROJECT / "models/metrics")
    current = current_releases(files, Formulas(PROJECT / "models"))
    missing = unreleased(current, read_releases(releases_path(PROJECT)))
    assert missing == [], "run `python -m kpis release` and commit what it writes"


def test_the_file_has_a_sorted_line_per_version() -> None:
    lines = releases_path(PROJECT).read_text(encoding="utf-8").splitlines()
    listed = [line.strip() for line in lines if line.startswith("          - ")]
    released = read_releases(releases_path(PROJECT))
    assert len(listed) == len(released)
    keys = [(one.kpi, one.version) for one in released]
    assert keys == sorted(set(keys))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project's definitions, released as they are."""
    for path in SMALL.rglob("models/**/*.yml"):
        copy = tmp_path / path.relative_to(SMALL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    released = releases_path(tmp_path)
    released.parent.mkdir(parents=True)
    files = load_metric_files(tmp_path / "models/metrics")
    write_releases(released, current_releases(files, Formulas(tmp_path / "models")))
    return tmp_path


def edit(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def hashes(project: Path) -> dict[str, dict[str, str]]:
    files = load_metric_files(project / "models/metrics")
    formulas = Formulas(project / "models")
    return {file.kpi.id: formulas.hashes(file) for file in files}


def released(project: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["release", "--project", str(project), *arguments])
    if isinstance(done.exception, DefinitionError):
        return str(done.exception)
    assert done.exception is None, done.exception
    return done.output


MEANING = {
    "another measure": ("name: closed_count", "name: won_count", WIN_RATE),
    "a filter": ("= 'new'", "= 'renewal'", WIN_RATE),
    "another numerator": ("numerator: deals_won", "numerator: deals_closed", WIN_RATE),
    "another unit": ("unit: rate", "unit: ratio", WIN_RATE),
    "another aggregate": ("agg: sum", "agg: max", FACTS),
    "another column": ("expr: is_closed", "expr: is_won", FACTS),
    "another fact": ("ref('fct_opportunities')", "ref('fct_deals')", FACTS),
}
WORDS = {
    "a label": ("label: Win rate\n", "label: Share of deals won\n", WIN_RATE),
    "a decision": ("decision_en: ", "decision_en: First ", WIN_RATE),
    "a guardrail": ("guardrails: [", "guardrails: [revenue, ", WIN_RATE),
    "blanks": (
        "Dimension('deal__deal_type') }} = ",
        "Dimension('deal__deal_type') }}  =  ",
        WIN_RATE,
    ),
}


@pytest.mark.parametrize(("old", "new", "file"), MEANING.values(), ids=MEANING)
def test_what_computes_a_figure_is_its_formula(
    project: Path, old: str, new: str, file: str
) -> None:
    before = hashes(project)
    edit(project, file, old, new)
    assert hashes(project)["win_rate"] != before["win_rate"]
    # KPIs that have nothing to do with it keep theirs.
    assert hashes(project)["calls_made"] == before["calls_made"]
    assert "win_rate.yml" in released(project)


@pytest.mark.parametrize(("old", "new", "file"), WORDS.values(), ids=WORDS)
def test_what_is_said_of_a_figure_is_not(project: Path, old: str, new: str, file: str) -> None:
    before = hashes(project)
    edit(project, file, old, new)
    assert hashes(project) == before


def test_a_window_of_a_cohort_is_of_its_formula(project: Path) -> None:
    before = hashes(project)
    file = "models/metrics/efficiency/mql_to_sql_rate.yml"
    edit(project, file, "window: mql_to_sql_days", "window: response_days")
    changed = {kpi for kpi, known in hashes(project).items() if known != before[kpi]}
    assert changed == {"mql_to_sql_rate"}


def test_a_changed_formula_needs_another_version_and_both_are_kept(project: Path) -> None:
    path = releases_path(project)
    before = read_releases(path)
    edit(project, WIN_RATE, "name: closed_count", "name: won_count")
    refused = released(project)
    assert "change_log: the formula changed, and version 1 was released with another" in refused
    assert "add version 2 to the change log" in refused
    assert read_releases(path) == before
    log = "            - {version: 1, changed_on: 2026-11-22, change: First agreed definition.}\n"
    added = "            - {version: 2, changed_on: 2026-11-29, change: Lost deals left out.}\n"
    edit(project, WIN_RATE, "          version: 1\n", "")
    edit(project, WIN_RATE, log, log + added)
    assert released(project) == "Released: win_rate 2\n"
    kept = [one for one in read_releases(path) if one.kpi == "win_rate"]
    assert [(one.version, one.since) for one in kept] == [(1, "2026-11-22"), (2, "2026-11-29")]
    assert kept[0] in before
    assert released(project) == "Nothing changed\n"
    # Back to an old number is no way out.
    edit(project, WIN_RATE, added, "")
    assert "version 1, after 2 was released" in released(project)


def test_the_same_figures_written_in_another_way_are_no_new_version(project: Path) -> None:
    edit(project, WIN_RATE, "name: closed_count", "name: won_count")
    assert released(project, "--same-figures", "win_rate") == "Released: win_rate 1\n"
    assert released(project) == "Nothing changed\n"


def test_a_variant_may_be_added_but_not_changed_or_dropped(project: Path) -> None:
    path = project / WIN_RATE
    text = path.read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    [new] = [one for one in content["metrics"] if one["name"] == "win_rate_new"]
    meta = {"kpi": "win_rate", "variant": "first", "label_fr": "Taux du premier"}
    meta["description_fr"] = "Taux des premières affaires."
    added = {**new, "name": "win_rate_first", "label": "First win rate"}
    added["config"] = {"meta": {"accord": meta}}
    path.write_text(yaml.safe_dump({"metrics": [*content["metrics"], added]}), encoding="utf-8")
    assert released(project) == "Released: win_rate 1\n"
    path.write_text(text, encoding="utf-8")
    assert "the formula of variant 'first' changed" in released(project)
