"""dbt's parse cache and compiled SQL are of the old project and target: the next run makes them.

They are no part of the back-up: any release makes its own again in seconds.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from orchestration.company.context import Company
from orchestration.upgrade.steps import Step


def _plan(company: Company) -> Sequence[str]:
    folder = company.settings.dbt_target_dir
    if not folder.is_dir():
        return []
    return [f"{folder.name}/: remove the parse cache and compiled SQL of the old project"]


def _files(_company: Company) -> Sequence[Path]:
    return []


def _apply(company: Company) -> None:
    shutil.rmtree(company.settings.dbt_target_dir, ignore_errors=True)


STEP = Step(
    title="dbt's cache emptied",
    release="0.2.0",
    plan=_plan,
    files=_files,
    apply=_apply,
)
