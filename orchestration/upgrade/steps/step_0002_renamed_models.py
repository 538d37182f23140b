"""Models were renamed and removed: what they made before is dropped.

`base_<entity>` became `int_<entity>__unioned`, and views that only passed the raw tables of files
and planning on are gone. Left where they are, the old ones would keep yesterday's rows for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from orchestration.company.context import Company
from orchestration.upgrade.steps import Step
from orchestration.upgrade.warehouse import drop, stale_relations


def _plan(company: Company) -> Sequence[str]:
    found = stale_relations(company.settings.warehouse_path)
    by_schema = groupby(found, key=lambda relation: relation.schema)
    return [
        f"{schema}: drop {', '.join(relation.name for relation in relations)}"
        for schema, relations in by_schema
    ]


def _files(company: Company) -> Sequence[Path]:
    return [company.settings.warehouse_path]


def _apply(company: Company) -> None:
    warehouse = company.settings.warehouse_path
    drop(warehouse, stale_relations(warehouse))


STEP = Step(
    title="What renamed and removed models had made, dropped",
    release="0.2.0",
    plan=_plan,
    files=_files,
    apply=_apply,
)
