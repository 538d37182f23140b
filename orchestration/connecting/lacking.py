"""Which KPIs need what an account refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import cache

from kpis.compilation import generated_folder
from orchestration.company.settings import PROJECT_ROOT


def kpis_without(entities: Collection[str]) -> list[str]:
    """Return the ids of the KPIs that can't do without one of the entities."""
    return sorted(kpi for kpi, needed in _needs().items() if needed & set(entities))


@cache
def _needs() -> dict[str, frozenset[str]]:
    """Return what each KPI is made of, as it was compiled."""
    path = generated_folder(PROJECT_ROOT / "dbt_project") / "kpi__inputs.sql"
    found = re.search(r"kpi_input_tables\((.*)\) \}\}", path.read_text("utf-8"), re.DOTALL)
    if found is None:
        return {}
    inputs = json.loads(found.group(1))
    return {kpi: frozenset(needs["entities"]) for kpi, needs in inputs.items()}
