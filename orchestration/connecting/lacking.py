"""Which KPIs need what an account refuses, or what no property of it is mapped to."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import cache
from typing import Any

from kpis.compilation import generated_folder
from kpis.needs import NEEDS
from kpis.problems import CompileError
from orchestration.company.settings import PROJECT_ROOT


def kpis_without(entities: Collection[str]) -> list[str]:
    """Return the ids of the KPIs that can't do without one of the entities.

    A variant that alone can't is named with its KPI: `newsletter_subscribers (readers)`.
    """
    found, lost = [], set(entities)
    for kpi, inputs in compiled_inputs().items():
        if lost & set(inputs["entities"]):
            found.append(kpi)
            continue
        variants = inputs.get("variants", {}).items()
        found += [f"{kpi} ({variant})" for variant, more in variants if lost & set(more)]
    return sorted(found)


def kpis_unfed(fields: Collection[str]) -> dict[str, list[str]]:
    """Return, by field, the ids of the KPIs that have no figure while nothing feeds these fields.

    What another field of the source or a row of another entity may feed as well is not counted.
    """
    found: dict[str, set[str]] = {}
    for kpi, need in _needed():
        terms = NEEDS[need].fed_by
        if terms and set(terms) <= set(fields):
            found.setdefault(terms[0], set()).add(kpi)
    return {field: sorted(kpis) for field, kpis in sorted(found.items())}


@cache
def _needed() -> list[tuple[str, str]]:
    """Return each KPI with what it needs, by the name in `kpis/needs.py`, as it was compiled."""
    text = (generated_folder(PROJECT_ROOT / "dbt_project") / "kpi__needs.sql").read_text("utf-8")
    return re.findall(r'\["(\w+)", "[^"]*", "(\w+)"(?:, "[^"]*")?\]', text)


@cache
def compiled_inputs() -> dict[str, dict[str, Any]]:
    """Return what each KPI is made of, as it was compiled: its facts and base entities.

    `variants` holds, where there are any, the entities that a variant alone is made of.

    Raises:
        CompileError: the compiled model is of another shape.
    """
    path = generated_folder(PROJECT_ROOT / "dbt_project") / "kpi__inputs.sql"
    found = re.search(r"kpi_input_tables\((.*)\) \}\}", path.read_text("utf-8"), re.DOTALL)
    if found is None:
        raise CompileError(f"{path} names no inputs; write it anew: `python -m kpis compile`")
    return dict(json.loads(found[1]))
