"""Which KPIs need what an account refuses, or what no property of it is mapped to."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import cache

from kpis.compilation import generated_folder
from kpis.needs import NEEDS
from orchestration.company.settings import PROJECT_ROOT


def kpis_without(entities: Collection[str]) -> list[str]:
    """Return the ids of the KPIs that can't do without one of the entities."""
    return sorted(kpi for kpi, needed in _needs().items() if needed & set(entities))


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
def _needs() -> dict[str, frozenset[str]]:
    """Return what each KPI is made of, as it was compiled."""
    path = generated_folder(PROJECT_ROOT / "dbt_project") / "kpi__inputs.sql"
    found = re.search(r"kpi_input_tables\((.*)\) \}\}", path.read_text("utf-8"), re.DOTALL)
    if found is None:
        return {}
    inputs = json.loads(found.group(1))
    return {kpi: frozenset(needs["entities"]) for kpi, needs in inputs.items()}
