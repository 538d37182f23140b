"""Which KPIs there must be, and at which grains, as the agreed catalogue lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.end_to_end.pipeline import ROOT, Pipeline
from tests.oracle.periods import GRAINS, MONTH_UP, QUARTER_UP

_CATALOGUE = ROOT.parent / "shared" / "KPI_CATALOGUE.md"
_SECTIONS = ("1", "2", "3", "4", "5", "6")
#: Of integrity KPIs the catalogue says no cadence.
_WITHOUT_CADENCE = ("6",)
_GRAINS = {"D": GRAINS, "W": GRAINS, "M": MONTH_UP, "Q": QUARTER_UP}


def promised_kpis(pipeline: Pipeline) -> dict[str, set[str]]:
    """KPI -> its grains, by the catalogue's file; by the published catalogue where it is absent."""
    if _CATALOGUE.exists():
        return dict(_rows())
    published = pipeline.query("select kpi_id, grains from kpi.kpi_catalog")
    return {kpi: set(grains.split(", ")) for kpi, grains in published}


def _rows() -> Iterator[tuple[str, set[str]]]:
    section = ""
    for line in _CATALOGUE.read_text().splitlines():
        if heading := re.match(r"## (\d+)\.", line):
            section = heading[1]
        if section in _SECTIONS and line.startswith("| `"):
            first, *_, cadence = (cell.strip() for cell in line.strip("|").split("|"))
            for kpi in re.findall(r"`(\w+)`", first):
                yield kpi, set() if section in _WITHOUT_CADENCE else set(_GRAINS[cadence])
