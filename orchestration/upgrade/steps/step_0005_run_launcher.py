"""`dagster.yaml` gets the launcher with which the UI ends runs that a terminal started.

It is added at the end of the operator's file, of which all else stays. A launcher of their own
stays too: what it can't reach still ends when it sees in the history that it was to.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from orchestration.company.context import Company
from orchestration.history.dagster_home import LAUNCHER_KEY, launcher_lines
from orchestration.upgrade.steps import Step


def _plan(company: Company) -> Sequence[str]:
    if not _with_launcher(company):
        return []
    return [f"dagster.yaml: {LAUNCHER_KEY} is added, so that the UI ends runs of a terminal too"]


def _files(company: Company) -> Sequence[Path]:
    return [_path(company)]


def _apply(company: Company) -> None:
    text = _with_launcher(company)
    if not text:
        return
    path = _path(company)
    staged = path.with_suffix(".next")
    staged.write_text(text, encoding="utf-8")
    staged.replace(path)


def _with_launcher(company: Company) -> str:
    """Return the file with the launcher; empty when it has one, or can't get it by adding lines."""
    path = _path(company)
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    before = yaml.safe_load(text)
    if not isinstance(before, dict) or LAUNCHER_KEY in before:
        return ""
    added = f"{text.rstrip()}\n\n{launcher_lines()}"
    try:
        after = yaml.safe_load(added)
    except yaml.YAMLError:
        # Written in braces: the operator adds it, or does without.
        return ""
    return added if {**before, LAUNCHER_KEY: after.get(LAUNCHER_KEY)} == after else ""


def _path(company: Company) -> Path:
    return company.settings.dagster_home / "dagster.yaml"


STEP = Step(
    title="Runs of a terminal can be ended in Dagster's UI",
    release="0.2.0",
    plan=_plan,
    files=_files,
    apply=_apply,
)
