"""Exceptions to the rules of governance: data, each with its reason, who granted it, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from kpis.definition import Identifier, Reason, Strict, Words
from kpis.governance.yaml_files import read_yaml
from kpis.problems import Problem

#: The rules that know exceptions; what is merely wrong (an unknown id, a word twice) knows none.
RULES = (
    "headline_length",
    "input_with_target",
    "no_outcome",
    "no_output",
    "only_lagging",
    "only_leading",
    "ratio_without_volume",
    "review_passed",
    "review_too_far",
    "shared_with_one_team",
    "too_many_kpis",
    "volume_without_quality",
)


class Grant(Strict):
    """One exception: to which rule, for which KPI or scorecard."""

    id: Identifier = Field(description="The KPI or scorecard.")
    rule: Identifier
    reason: Reason
    granted_by: Words
    until: date = Field(description="Last day on which it holds.")


def exceptions_path(project: Path) -> Path:
    """Return the file of the exceptions of a dbt project; it need not be there."""
    return project / "governance" / "exceptions.yml"


def load_exceptions(path: Path) -> tuple[list[Grant], list[Problem]]:
    """Return the exceptions, and what is wrong with the file."""
    if not path.exists():
        return [], []
    try:
        content = read_yaml(path)
    except yaml.YAMLError as error:
        fix = "correct the syntax"
        return [], [Problem(path.name, "file", f"is not YAML: {error}", fix)]
    listed = (content or {}).get("exceptions") if isinstance(content or {}, dict) else None
    if listed is None:
        return [], []
    grants: list[Grant] = []
    problems: list[Problem] = []
    for place, said in enumerate(listed):
        field = f"exceptions[{place}]"
        try:
            grant = Grant.model_validate(said)
        except ValidationError as error:
            for fault in error.errors():
                where = ".".join((field, *(str(part) for part in fault["loc"])))
                fix = "write id, rule, reason, granted_by and until"
                problems.append(Problem(path.name, where, fault["msg"], fix))
            continue
        grants.append(grant)
        if grant.rule not in RULES:
            fix = f"name one of {', '.join(RULES)}"
            message = f"no rule with exceptions is called {grant.rule!r}"
            problems.append(Problem(path.name, f"{field}.rule", message, fix))
    return grants, problems


def expired(grants: Sequence[Grant], as_of: date, file: str) -> list[Problem]:
    """Return the exceptions that no longer hold: each fails, whether it is still needed or not."""
    return [
        Problem(
            file,
            f"exceptions[{place}].until",
            f"the exception of {grant.id} to {grant.rule} ended on {grant.until}",
            "do what the rule asks and remove it, or have it granted anew",
        )
        for place, grant in enumerate(grants)
        if grant.until < as_of
    ]


def without_excepted(
    problems: Sequence[Problem], grants: Sequence[Grant], file: str
) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that no exception covers, and a warning for each exception not needed."""
    granted = {(grant.id, grant.rule) for grant in grants}
    broken = {(problem.subject, problem.rule) for problem in problems}
    left = [it for it in problems if not it.rule or (it.subject, it.rule) not in granted]
    unneeded = [
        Problem(
            file,
            f"exceptions[{place}]",
            f"{grant.id} keeps to {grant.rule} without the exception",
            "remove it",
        )
        for place, grant in enumerate(grants)
        if (grant.id, grant.rule) not in broken
    ]
    return left, unneeded
