"""All rules of governance over a dbt project, with the lines at fault."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from kpis import additivity, rules
from kpis.files import MetricFile, load_metric_files
from kpis.governance import exceptions, releases, scorecards
from kpis.governance.formulas import Formulas
from kpis.governance.yaml_files import with_lines
from kpis.measures import unknown_names
from kpis.problems import DefinitionError, Problem


def check_project(project: Path, as_of: date) -> tuple[list[MetricFile], list[Problem]]:
    """Check definitions, scorecards, exceptions and releases; return the KPIs and the warnings.

    Raises:
        DefinitionError: with all that is refused.
    """
    folder = project / "models" / "metrics"
    files = _read_definitions(folder)
    found = with_lines(rules.find_problems(files, as_of), folder)
    found += with_lines(unknown_names(folder, project / "models"), folder)
    formulas = Formulas(project / "models")
    found += with_lines(list(additivity.find_problems(files, formulas)), folder)
    found += with_lines(_changed_formulas(project, files, formulas), folder)
    cards_folder = scorecards.scorecards_folder(project)
    cards, faults = _read_scorecards(cards_folder)
    found += faults
    found += with_lines(scorecards.find_problems(cards, files), cards_folder)
    file = exceptions.exceptions_path(project)
    grants, of_file = exceptions.load_exceptions(file)
    left, unneeded = exceptions.without_excepted(found, grants, file.name)
    of_file += exceptions.expired(grants, as_of, file.name)
    problems = [*left, *with_lines(of_file, file.parent)]
    if problems:
        raise DefinitionError(problems)
    warnings = with_lines(scorecards.find_warnings(cards), cards_folder)
    return files, [*warnings, *with_lines(unneeded, file.parent)]


def _read_definitions(folder: Path) -> list[MetricFile]:
    try:
        return load_metric_files(folder)
    except DefinitionError as error:
        raise DefinitionError(with_lines(error.problems, folder)) from error


def _read_scorecards(folder: Path) -> tuple[list[scorecards.ScorecardFile], list[Problem]]:
    try:
        return scorecards.load_scorecards(folder), []
    except DefinitionError as error:
        return [], with_lines(error.problems, folder)


def _changed_formulas(
    project: Path, files: Sequence[MetricFile], formulas: Formulas
) -> list[Problem]:
    released = releases.read_releases(releases.releases_path(project))
    if not released:
        return []
    current = releases.current_releases(files, formulas)
    return releases.find_problems(files, current, released)


def release(project: Path, same_figures: Collection[str] = ()) -> list[str]:
    """Write the current versions into the file of released ones; return what was added or changed.

    Args:
        project: folder of dbt_project.yml.
        same_figures: KPIs whose formula is written in another way and gives the same figures.

    Raises:
        DefinitionError: a formula changed without a new version.
    """
    files = _read_definitions(project / "models" / "metrics")
    path = releases.releases_path(project)
    released = releases.read_releases(path)
    current = releases.current_releases(files, Formulas(project / "models"))
    problems = [
        problem
        for problem in releases.find_problems(files, current, released)
        if problem.subject not in same_figures
    ]
    if problems:
        raise DefinitionError(with_lines(problems, project / "models" / "metrics"))
    added = releases.unreleased(current, released)
    releases.write_releases(path, releases.merged(current, released))
    return added
