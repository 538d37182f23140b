"""Which rows of which marts are behind each figure, for those who open one.

The compile step writes it beside the SQL of the dictionary: `accord why` counts the rows by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kpis.semantics import Semantics
from kpis.series import Series

#: What was compiled, beside the generated models.
BEHIND_FILE = "rows_behind.json"


def rows_behind(series: Iterable[Series], semantics: Semantics) -> dict[str, list[dict[str, Any]]]:
    """Return by KPI, for each variant, the parts of its figure with the rows that each counts."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in series:
        variant_of = one.variant_dimension
        found.setdefault(one.kpi_id, []).append(
            {
                "variant": one.variant,
                # Members of a dimension are variants: the column says of which a row is.
                "variant_column": variant_of and semantics.variant_column(one.metric, variant_of),
                "parts": list(_parts(one, semantics)),
            }
        )
    return found


def behind_text(series: Iterable[Series], semantics: Semantics) -> str:
    """Return `rows_behind` as the text of BEHIND_FILE."""
    return json.dumps(rows_behind(series, semantics), indent=1, sort_keys=True) + "\n"


def read_rows_behind(generated: Path, kpi_id: str) -> list[dict[str, Any]]:
    """Return what was compiled of a KPI into the folder of the generated models."""
    text = (generated / BEHIND_FILE).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text).get(kpi_id, [])
    return found


def _parts(series: Series, semantics: Semantics) -> Iterator[dict[str, Any]]:
    terms = {"numerator": series.numerator, "denominator": series.denominator}
    if None in terms.values():
        terms = {"value": series.metric}
    # `<grain>` and `<dimension>` stay as they are: they are those of the figure.
    asked = series.row_filter or {}
    for term, metric in terms.items():
        if metric is not None:
            for mart in semantics.marts_of(metric):
                columns = mart.pop("columns")
                named = {name.partition("__")[2]: value for name, value in asked.items()}
                rows = {columns.get(name, name): value for name, value in named.items()}
                yield {"term": term, **mart, "rows": rows}
